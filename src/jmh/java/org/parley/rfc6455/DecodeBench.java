package org.parley.rfc6455;

import java.nio.ByteBuffer;
import org.apache.tomcat.websocket.TomcatFrames;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.Framedata;
import org.java_websocket.util.Charsetfunctions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From a masked frame to a message: text is checked, and made a string where the library gives nothing else. */
@State(Scope.Benchmark)
public class DecodeBench {
    private static final int LIMIT = 1 << 20;

    private Blackhole hole;
    private Decoder parley;
    private TomcatFrames tomcat;
    private Draft_6455 other;

    /** Makes the decoders. */
    @Setup
    public void make(Blackhole blackhole) throws Exception {
        hole = blackhole;
        parley = new Decoder(LIMIT, new Consuming(hole));
        tomcat = new TomcatFrames(hole::consume);
        other = new Draft_6455();
    }

    @Benchmark
    public void textParley(Payload payload) {
        parley.receive(payload.textFrame, 0, payload.textFrame.length);
    }

    @Benchmark
    public void textTomcat(Payload payload) throws Exception {
        tomcat.read(payload.textFrame);
    }

    @Benchmark
    public void textJavaWebSocket(Payload payload) throws Exception {
        for (Framedata frame : other.translateFrame(ByteBuffer.wrap(payload.textFrame))) {
            hole.consume(Charsetfunctions.stringUtf8(frame.getPayloadData()));
        }
    }

    @Benchmark
    public void binaryParley(Payload payload) {
        parley.receive(payload.binaryFrame, 0, payload.binaryFrame.length);
    }

    @Benchmark
    public void binaryTomcat(Payload payload) throws Exception {
        tomcat.read(payload.binaryFrame);
    }

    @Benchmark
    public void binaryJavaWebSocket(Payload payload) throws Exception {
        hole.consume(other.translateFrame(ByteBuffer.wrap(payload.binaryFrame)));
    }
}

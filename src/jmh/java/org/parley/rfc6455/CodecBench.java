package org.parley.rfc6455;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.tomcat.websocket.TomcatFrames;
import org.apache.tomcat.websocket.WsRemoteEndpointImplBase;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.BinaryFrame;
import org.java_websocket.util.Charsetfunctions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The parts: encoding a frame, unmasking, checking UTF-8. */
@State(Scope.Benchmark)
public class CodecBench {
    private static final MethodHandle HEADER = header();

    private final Draft_6455 other = new Draft_6455();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private TomcatFrames tomcat;
    private ByteBuffer target = ByteBuffer.allocate(0);
    private CharBuffer characters = CharBuffer.allocate(0);

    /** Makes the buffers. */
    @Setup
    public void make(Payload payload) throws Exception {
        tomcat = new TomcatFrames(message -> {});
        target = ByteBuffer.allocate(payload.bytes.length);
        characters = CharBuffer.allocate(payload.bytes.length);
    }

    private static MethodHandle header() {
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(WsRemoteEndpointImplBase.class, MethodHandles.lookup());
            return lookup.findStatic(
                    WsRemoteEndpointImplBase.class,
                    "writeHeader",
                    MethodType.methodType(
                            void.class,
                            ByteBuffer.class,
                            boolean.class,
                            int.class,
                            byte.class,
                            boolean.class,
                            ByteBuffer.class,
                            byte[].class,
                            boolean.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Benchmark
    public byte[] encodeParley(Payload payload) {
        return Frames.binary(payload.bytes, 0, payload.bytes.length);
    }

    /** Tomcat keeps header and payload apart; here they are put together, as they must be for one write. */
    @Benchmark
    public ByteBuffer encodeTomcat(Payload payload) throws Throwable {
        ByteBuffer frame = ByteBuffer.allocate(payload.bytes.length + 14);
        HEADER.invokeExact(frame, true, 0, (byte) 2, false, ByteBuffer.wrap(payload.bytes), (byte[]) null, true);
        return frame.put(payload.bytes);
    }

    @Benchmark
    public ByteBuffer encodeJavaWebSocket(Payload payload) {
        BinaryFrame frame = new BinaryFrame();
        frame.setPayload(ByteBuffer.wrap(payload.bytes));
        return other.createBinaryFrame(frame);
    }

    @Benchmark
    public byte[] unmaskParley(Payload payload) {
        Mask.copy(0x3d21fa37, 0, payload.bytes, 0, target.array(), 0, payload.bytes.length);
        return target.array();
    }

    /** Java-WebSocket unmasks in the midst of its decoding, so it has no line here. */
    @Benchmark
    public ByteBuffer unmaskTomcat(Payload payload) throws Exception {
        tomcat.unmask(payload.bytes, target);
        return target;
    }

    @Benchmark
    public boolean utf8Parley(Payload payload) {
        return Utf8.isValid(payload.bytes, 0, payload.bytes.length);
    }

    /** What Tomcat 11 does: it decodes. */
    @Benchmark
    public CharBuffer utf8Tomcat(Payload payload) {
        characters.clear();
        decoder.reset().decode(ByteBuffer.wrap(payload.bytes), characters, true);
        return characters;
    }

    @Benchmark
    public boolean utf8JavaWebSocket(Payload payload) {
        return Charsetfunctions.isValidUTF8(ByteBuffer.wrap(payload.bytes));
    }
}

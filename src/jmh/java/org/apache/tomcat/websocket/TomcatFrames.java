package org.apache.tomcat.websocket;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/** Tomcat's reading of frames, without a socket. In Tomcat's package, since its parts are not for everybody. */
public final class TomcatFrames extends WsFrameBase {
    private static final Log LOG = LogFactory.getLog(TomcatFrames.class);

    /** Tells every whole message to this. */
    public TomcatFrames(Consumer<Object> messages) throws Exception {
        super(session(messages), null);
    }

    private static WsSession session(Consumer<Object> messages) throws Exception {
        WsSession session = new WsSession(
                new EndpointHolder(new Silent()),
                new Nowhere(),
                new WsWebSocketContainer(),
                List.of(),
                null,
                Map.of(),
                false,
                ClientEndpointConfig.Builder.create().build());
        session.setMaxBinaryMessageBufferSize(1 << 20);
        session.setMaxTextMessageBufferSize(1 << 20);
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) messages::accept);
        session.addMessageHandler(byte[].class, (MessageHandler.Whole<byte[]>) messages::accept);
        return session;
    }

    /** Reads frames, as Tomcat does from its socket: as much at a time as its buffer takes. */
    public void read(byte[] frames) throws IOException {
        for (int at = 0; at < frames.length; ) {
            int count = Math.min(frames.length - at, inputBuffer.capacity() - inputBuffer.limit());
            inputBuffer.mark();
            inputBuffer.position(inputBuffer.limit()).limit(inputBuffer.limit() + count);
            inputBuffer.put(frames, at, count);
            inputBuffer.limit(inputBuffer.position()).reset();
            at += count;
            processInputBuffer();
        }
    }

    /** Unmasks into {@code target}, which is cleared before. */
    public void unmask(byte[] payload, ByteBuffer target) throws IOException {
        target.clear();
        set("payloadLength", Long.MAX_VALUE);
        for (int at = 0; at < payload.length; at += inputBuffer.position()) {
            inputBuffer.clear();
            inputBuffer.put(payload, at, Math.min(payload.length - at, inputBuffer.capacity()));
            inputBuffer.flip();
            getTransformation().getMoreData(Constants.OPCODE_BINARY, true, 0, target);
        }
    }

    private void set(String name, long value) {
        try {
            Field field = WsFrameBase.class.getDeclaredField(name);
            field.setAccessible(true);
            field.setLong(this, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected boolean isMasked() {
        return true;
    }

    @Override
    protected Log getLog() {
        return LOG;
    }

    @Override
    protected void resumeProcessing() {}

    private static final class Silent extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {}
    }

    private static final class Nowhere extends WsRemoteEndpointImplBase {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        protected void doWrite(SendHandler handler, boolean block, long timeout, ByteBuffer... data) {}

        @Override
        protected boolean isMasked() {
            return false;
        }

        @Override
        protected void doClose() {}

        @Override
        protected ReentrantLock getLock() {
            return lock;
        }
    }
}

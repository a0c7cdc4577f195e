package org.parley.lab.load;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** TLS between what passes a socket and what its owner says and hears: no I/O of its own. Belongs to one thread. */
final class Tls {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final Consumer<ByteBuffer> wire;
    private final Consumer<ByteBuffer> owner;
    private final ByteBuffer plain;
    private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>(2);
    private ByteBuffer arrived = NOTHING;
    private boolean begun;
    private boolean busy;

    /**
     * The client's half of a connection, which has not begun.
     *
     * @param wire takes records, to be sent in order
     * @param owner is given what came; what it leaves is lost
     */
    Tls(SSLEngine engine, Consumer<ByteBuffer> wire, Consumer<ByteBuffer> owner) {
        this.engine = engine;
        this.wire = wire;
        this.owner = owner;
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    }

    /** TCP is there: shakes hands. */
    void begin() throws SSLException {
        begun = true;
        engine.beginHandshake();
        goOn();
    }

    /** Sends bytes, now or when hands are shaken. */
    void send(ByteBuffer bytes) throws SSLException {
        unsent.add(bytes);
        goOn();
    }

    /** Takes what the socket gave. */
    void received(ByteBuffer bytes) throws SSLException {
        ByteBuffer all = ByteBuffer.allocate(arrived.remaining() + bytes.remaining());
        arrived = all.put(arrived).put(bytes).flip();
        goOn();
    }

    /** Says that nothing more is sent. */
    void finish() throws SSLException {
        engine.closeOutbound();
        goOn();
    }

    /** Does what can be done now. What the owner says to what it hears is sent by the call under way. */
    private void goOn() throws SSLException {
        if (busy || !begun) {
            return;
        }
        busy = true;
        try {
            while (step(engine.getHandshakeStatus())) {
                // one after the other
            }
        } finally {
            busy = false;
        }
    }

    /** Answers whether there may be more to do. */
    private boolean step(HandshakeStatus status) throws SSLException {
        return switch (status) {
            case NEED_TASK -> {
                engine.getDelegatedTask().run();
                yield true;
            }
            case NEED_WRAP -> wrap(NOTHING);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
            case FINISHED, NOT_HANDSHAKING -> says() || unwrap();
        };
    }

    private boolean says() throws SSLException {
        ByteBuffer next = unsent.peek();
        if (next == null) {
            return false;
        }
        boolean went = wrap(next);
        if (!went || !next.hasRemaining()) {
            unsent.remove();
        }
        return true;
    }

    private boolean wrap(ByteBuffer bytes) throws SSLException {
        ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(bytes, packet);
        packet.flip();
        if (packet.hasRemaining()) {
            wire.accept(packet);
        }
        return result.getStatus() != Status.CLOSED;
    }

    private boolean unwrap() throws SSLException {
        if (!arrived.hasRemaining()) {
            return false;
        }
        plain.clear();
        SSLEngineResult result = engine.unwrap(arrived, plain);
        plain.flip();
        if (plain.hasRemaining()) {
            owner.accept(plain);
        }
        return result.getStatus() == Status.OK;
    }
}

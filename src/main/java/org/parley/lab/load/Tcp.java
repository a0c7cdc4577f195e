package org.parley.lab.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * One non-blocking TCP connection, with TLS where the target speaks it. Each byte is counted when the socket took or
 * gave it. Belongs to one thread.
 */
final class Tcp {
    private final Score score;
    private final Trace trace;
    private final int number;
    private final Owner owner;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>(2);
    private final SocketChannel channel;
    private final @Nullable Tls tls;
    private @Nullable SelectionKey key;
    private boolean open = true;
    private boolean finishing;

    /** What is told of a connection. */
    interface Owner {
        /** Some bytes came; what is left in the buffer is lost. */
        void received(ByteBuffer bytes);

        /** It is over, not by our own doing; says why in two or three words. */
        void ended(String why);
    }

    Tcp(Selector selector, Target to, Score score, Trace trace, Owner owner) throws IOException {
        this.score = score;
        this.trace = trace;
        this.owner = owner;
        SSLEngine engine = to.engine();
        tls = engine == null ? null : new Tls(engine, waiting::add, owner::received);
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        score.connections.increment();
        number = trace.opened();
        try {
            boolean connected = channel.connect(to.address());
            key = channel.register(
                    selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, (Ready) this::ready);
            if (connected) {
                begin();
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** What a selector finds at a key. */
    interface Ready {
        /** Does what can be done, reading into a buffer that all share. */
        void run(ByteBuffer shared);
    }

    /** Sends bytes, now or as soon as the peer takes them. */
    void send(byte[] bytes) {
        if (!open) {
            return; // whoever owns it was told, or closed it
        }
        guarded(() -> say(ByteBuffer.wrap(bytes)));
        if (open && key != null && (key.interestOps() & SelectionKey.OP_CONNECT) == 0) {
            guarded(this::flush);
        }
    }

    private void say(ByteBuffer bytes) throws IOException {
        if (tls == null) {
            waiting.add(bytes);
        } else {
            tls.send(bytes);
        }
    }

    private void begin() throws IOException {
        if (tls != null) {
            tls.begin();
        }
        flush();
    }

    /** Sends what waits, then our half of the end, and reads on until the peer's. */
    void finish() {
        if (!finishing && open && tls != null) {
            guarded(tls::finish);
            guarded(this::flush);
        }
        finishing = true;
        if (waiting.isEmpty() && open) {
            try {
                channel.shutdownOutput();
            } catch (IOException e) {
                close();
            }
        }
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        if (open) {
            open = false;
            score.connections.decrement();
            trace.closed(number);
            try {
                channel.close();
            } catch (IOException e) {
                waiting.clear(); // it is closed all the same
            }
        }
    }

    private void ready(ByteBuffer shared) {
        SelectionKey now = key;
        if (now == null || !now.isValid()) {
            return;
        }
        guarded(() -> {
            if (now.isConnectable() && channel.finishConnect()) {
                now.interestOps(SelectionKey.OP_READ);
                begin();
            }
            if (open && now.isReadable()) {
                read(shared);
            }
            if (open && now.isWritable()) {
                flush();
            }
        });
    }

    private void read(ByteBuffer shared) throws IOException {
        shared.clear();
        int count = channel.read(shared);
        if (count < 0) {
            end(finishing ? null : "closed by the server");
            return;
        }
        score.down.add(count);
        trace.received(number, count);
        shared.flip();
        if (tls == null) {
            owner.received(shared);
        } else {
            tls.received(shared);
            flush();
        }
    }

    private void flush() throws IOException {
        while (!waiting.isEmpty()) {
            ByteBuffer next = waiting.element();
            int count = channel.write(next);
            score.up.add(count);
            trace.sent(number, count);
            if (next.hasRemaining()) {
                break;
            }
            waiting.remove();
        }
        if (key != null && key.isValid()) {
            key.interestOps(waiting.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
        if (finishing && waiting.isEmpty()) {
            finish();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void guarded(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            end(finishing ? null : String.valueOf(e.getMessage()));
        }
    }

    private void end(@Nullable String why) {
        boolean was = open;
        close();
        if (was && why != null) {
            owner.ended(why);
        }
    }
}

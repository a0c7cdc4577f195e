package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers are made here of boxes in boxes. */
class HiddenChannelTest {
    private static class Box {
        @Nullable
        Object one;

        @Nullable
        Object other;

        Box(@Nullable Object one, @Nullable Object other) {
            this.one = one;
            this.other = other;
        }
    }

    /** What a superclass holds counts too. */
    private static final class Heir extends Box {
        final int number = 1;

        Heir(@Nullable Object one) {
            super(one, null);
        }
    }

    private static final class Handler implements HttpUpgradeHandler {
        final Object held;

        Handler(Object held) {
            this.held = held;
        }

        @Override
        public void init(WebConnection connection) {}

        @Override
        public void destroy() {}
    }

    private static final class Worker extends Thread {
        final Object held;

        Worker(Object held) {
            this.held = held;
        }
    }

    private static final class Tcp implements WebConnection {
        final @Nullable Object behind;

        Tcp(@Nullable Object behind) {
            this.behind = behind;
        }

        @Override
        public ServletInputStream getInputStream() {
            throw new AssertionError("not asked for");
        }

        @Override
        public ServletOutputStream getOutputStream() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void close() {}
    }

    private ServerSocketChannel server;
    private SocketChannel channel;
    private SocketChannel other;

    @BeforeEach
    void open() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel = SocketChannel.open(server.getLocalAddress());
        other = SocketChannel.open();
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        other.close();
        server.close();
    }

    private static @Nullable Object of(@Nullable Object behind) {
        return HiddenChannel.of(new Tcp(behind));
    }

    /** So many boxes around it. */
    private static Object boxed(int boxes, Object inner) {
        Object box = inner;
        for (int i = 0; i < boxes; i++) {
            box = new Box("a string", box);
        }
        return box;
    }

    @Test
    void itIsFoundHoweverDeepUpToABound() {
        for (int boxes = 0; boxes <= 4; boxes++) {
            assertSame(channel, of(boxed(boxes, channel)), boxes + " boxes");
        }
        assertNull(of(boxed(5, channel)));
    }

    @Test
    void itIsFoundInASuperclass() {
        assertSame(channel, of(new Heir(channel)));
    }

    @Test
    void theNearestOneIsTheConnections() {
        assertSame(channel, of(new Box(new Box(channel, null), boxed(2, other))));
    }

    @Test
    void ofTwoEquallyNearNoneIsTaken() {
        assertNull(of(new Box(channel, other)));
        assertNull(of(new Box(boxed(2, channel), boxed(2, other))));
    }

    @Test
    void oneThatIsReachedOnTwoWaysIsOne() {
        assertSame(channel, of(new Box(new Box(channel, channel), boxed(1, channel))));
    }

    @Test
    void whatLeadsToOtherConnectionsIsNotLookedInto() {
        assertNull(of(new Handler(channel)));
        assertNull(of(new Worker(channel)));
        assertNull(of(new Object[] {channel}));
        assertNull(of(List.of(channel)), "the JDK hides its fields");
    }

    @Test
    void anotherKindOfChannelIsNone() {
        assertNull(of(new Box(server, null)));
        assertNull(of(null));
    }

    @Test
    void aCircleHasAnEnd() {
        Box box = new Box(null, null);
        box.one = new Box(box, box);
        assertNull(of(box));
    }

    @Test
    void anEndedInputIsAtItsEnd() throws IOException {
        HiddenChannel.endInput(channel);
        assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
        assertEquals(1, channel.write(ByteBuffer.allocate(1)), "the other half goes on");
    }

    @Test
    void theInputOfAnAsynchronousOneEndsToo() throws Exception {
        try (AsynchronousSocketChannel async = AsynchronousSocketChannel.open()) {
            async.connect(server.getLocalAddress()).get(10, TimeUnit.SECONDS);
            assertSame(async, of(async));
            HiddenChannel.endInput(async);
            assertEquals(-1, async.read(ByteBuffer.allocate(1)).get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void oneThatHasEndedIsLeftAlone() throws IOException {
        channel.close();
        HiddenChannel.endInput(channel);
        assertEquals(false, channel.isOpen());
    }
}

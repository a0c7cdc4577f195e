package org.parley.interop;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A process around the JDK's own WebSocket, which says {@code Content-Length: 0} in its handshake. */
final class JdkClient implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    /** Takes the address and, if there is one, the value of Authorization. */
    public static void main(String[] words) throws Exception {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (words.length > 1) {
            builder.header("Authorization", words[1]);
        }
        try {
            obey(builder.buildAsync(URI.create(words[0]), new JdkClient()).join());
        } catch (CompletionException e) {
            Lines.tell(Lines.line("failed", String.valueOf(e.getCause())));
        }
    }

    private static void obey(WebSocket socket) throws Exception {
        Lines.obey(new Lines.Client() {
            @Override
            public void text(String text) {
                socket.sendText(text, true).join();
            }

            @Override
            public void binary(byte[] bytes) {
                socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
            }

            @Override
            public void close(int code, String reason) {
                socket.sendClose(code, reason).join();
            }
        });
    }

    @Override
    public void onOpen(WebSocket socket) {
        Lines.tell(Lines.line("open", ""));
        socket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            Lines.tell(Lines.line("text", text.toString()));
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            Lines.tell(Lines.line("binary", binary.toByteArray()));
            binary.reset();
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        Lines.tell(Lines.line("close " + code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        Lines.tell(Lines.line("failed", failure.toString()));
    }
}

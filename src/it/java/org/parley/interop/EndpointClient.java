package org.parley.interop;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A process around the client of Jakarta WebSocket that its class path holds: Tomcat's or Tyrus's. */
final class EndpointClient extends Endpoint {
    private static final int LARGEST = 1 << 20;

    /** Takes the address and, if there is one, the value of Authorization. */
    public static void main(String[] words) throws Exception {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        container.setDefaultMaxTextMessageBufferSize(LARGEST);
        container.setDefaultMaxBinaryMessageBufferSize(LARGEST);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .extensions(container.getInstalledExtensions().stream()
                        .filter(extension -> extension.getName().equals("permessage-deflate"))
                        .collect(Collectors.toList()))
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        if (words.length > 1) {
                            headers.put("Authorization", List.of(words[1]));
                        }
                    }
                })
                .build();
        try {
            obey(container.connectToServer(new EndpointClient(), config, URI.create(words[0])));
        } catch (Exception e) {
            Lines.tell(Lines.line("failed", e.toString()));
        }
        System.exit(0);
    }

    private static void obey(Session session) throws Exception {
        Lines.obey(new Lines.Client() {
            @Override
            public void text(String text) throws IOException {
                session.getBasicRemote().sendText(text);
            }

            @Override
            public void binary(byte[] bytes) throws IOException {
                session.getBasicRemote().sendBinary(ByteBuffer.wrap(bytes));
            }

            @Override
            public void close(int code, String reason) throws IOException {
                session.close(new CloseReason(CloseCodes.getCloseCode(code), reason));
            }
        });
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Lines.tell(Lines.line(
                "open",
                session.getNegotiatedExtensions().stream()
                        .map(Extension::getName)
                        .collect(Collectors.joining(","))));
        session.addMessageHandler(String.class, text -> Lines.tell(Lines.line("text", text)));
        session.addMessageHandler(byte[].class, bytes -> Lines.tell(Lines.line("binary", bytes)));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        Lines.tell(Lines.line("close " + reason.getCloseCode().getCode(), reason.getReasonPhrase()));
    }

    @Override
    public void onError(Session session, Throwable failure) {
        Lines.tell(Lines.line("failed", failure.toString()));
    }
}

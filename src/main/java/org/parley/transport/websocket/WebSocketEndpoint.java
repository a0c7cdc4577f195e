package org.parley.transport.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * {@code /transport/websocket}: the feed's {@code follow} over the container's WebSocket. One instance for each
 * session.
 */
@ServerEndpoint("/transport/websocket")
public final class WebSocketEndpoint {
    private final Visit visit = new Visit();

    /** Begins to follow, if the caller is signed in and says from where. */
    @OnOpen
    public void opened(Session session) throws IOException {
        visit.opened(session, Collaborators.current().orElse(null));
    }

    /** Takes a part of a command. */
    @OnMessage
    public void text(String part, boolean last) {
        visit.text(part, last);
    }

    /** Turns away what is no text. */
    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        visit.binary(part, last);
    }

    /** Forgets the line. */
    @OnClose
    public void closed(CloseReason reason) {
        visit.closed(reason);
    }

    /** The connection broke; the container closes it. */
    @OnError
    public void failed(Throwable failure) {
        visit.failed();
    }
}

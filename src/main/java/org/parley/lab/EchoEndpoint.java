package org.parley.lab;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.parley.transport.Query;
import org.parley.wire.Refused;

/**
 * {@code /lab/echo/websocket}: answers each message with itself, over the container's WebSocket. Messages come in
 * parts, so that what they take can be counted as it arrives. One instance for each session.
 */
@ServerEndpoint("/lab/echo/websocket")
public final class EchoEndpoint {
    /** What a message may have to come in one part: most do. */
    private static final int PART = 64 * 1024;

    private @Nullable EchoSession echo;

    /** Takes a place, if there is one. */
    @OnOpen
    public void opened(Session session) throws IOException {
        Echoes echoes = Echoes.current().orElse(null);
        if (echoes == null || !echoes.enter()) {
            session.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "no free place"));
            return;
        }
        EchoSession opened = new EchoSession(session, echoes);
        echo = opened;
        session.setMaxTextMessageBufferSize(PART);
        session.setMaxBinaryMessageBufferSize(PART);
        session.getAsyncRemote().setSendTimeout(echoes.limits().stall().toMillis());
        try {
            Query query = Query.of(session.getRequestParameterMap());
            long idle = Math.max(
                    echoes.limits().idle().toMillis(), Echoes.silence(query).toMillis());
            session.setMaxIdleTimeout(2 * idle);
            opened.append(Echoes.suffix(query));
        } catch (Refused e) {
            opened.close(CloseCodes.VIOLATED_POLICY, String.valueOf(e.getMessage()));
        }
    }

    /** Takes a part of a text message. */
    @OnMessage
    public void text(String part, boolean last) {
        if (echo != null) {
            echo.text(part, last);
        }
    }

    /** Takes a part of a binary message. */
    @OnMessage
    public void binary(byte[] part, boolean last) {
        if (echo != null) {
            echo.binary(part, last);
        }
    }

    /** Gives the place back. */
    @OnClose
    public void closed() {
        if (echo != null) {
            echo.gone();
        }
    }

    /** The connection broke; the container closes it. */
    @OnError
    public void failed(Throwable failure) {
        closed();
    }
}

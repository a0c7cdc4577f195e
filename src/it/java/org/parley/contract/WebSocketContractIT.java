package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.parley.container.Container;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.Request;
import org.parley.testing.Transport;

/** What a container's own WebSocket is known to do otherwise is not played there. */
class WebSocketContractIT extends OnContainer implements SocketContract {
    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }

    @Override
    @Test
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.TYRUS,
            disabledReason = "Tyrus reads frames without a mask")
    public void aFrameWithoutMaskIsAProtocolError() throws IOException {
        SocketContract.super.aFrameWithoutMaskIsAProtocolError();
    }

    @Override
    @Test
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.TYRUS,
            disabledReason = "Tyrus would wait for good for what comes together with the handshake: refused")
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.LIBERTY,
            disabledReason = "Open Liberty loses what comes together with the handshake")
    public void aCommandSentTogetherWithTheHandshakeIsRead() throws IOException {
        SocketContract.super.aCommandSentTogetherWithTheHandshakeIsRead();
    }

    @Override
    @Test
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.LIBERTY,
            disabledReason = "Open Liberty takes a character whose bytes are in two frames for none")
    public void aCommandInFragmentsIsOneCommand() throws IOException {
        SocketContract.super.aCommandInFragmentsIsOneCommand();
    }

    @Override
    @Test
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.READS_ON,
            disabledReason = "the container has sent its Close, and drops what comes until the peer's, be it never")
    public void aClientThatSpeaksButNeverReadsIsHeldBack() throws Exception {
        SocketContract.super.aClientThatSpeaksButNeverReadsIsHeldBack();
    }

    /** Of its threads a stock Payara has five. */
    @Test
    @EnabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.TYRUS,
            disabledReason = "what comes together with the handshake harms no other container")
    void whoDoesNotWaitForTheAnswerIsRefused() throws IOException {
        Person ann = person("ann");
        for (int i = 0; i < 6; i++) {
            RawHttp line = atTheEndClose(RawHttp.connect(server()));
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(line.bytes(Request.get(transport().path())
                    .with("Connection", "Upgrade")
                    .with("Upgrade", "websocket")
                    .with("Sec-WebSocket-Version", "13")
                    .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                    .with(ann.credentials())));
            both.writeBytes(Frame.ping("too early").masked());
            line.write(both.toByteArray());
            assertEquals(400, line.readHead(Deadline.usual()).status());
        }
        assertEquals(200, ann.get("/api/state").status());
    }
}

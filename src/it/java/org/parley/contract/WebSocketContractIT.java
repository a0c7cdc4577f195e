package org.parley.contract;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.parley.container.Container;
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
            disabledReason = "Tyrus loses what comes together with the handshake")
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
}

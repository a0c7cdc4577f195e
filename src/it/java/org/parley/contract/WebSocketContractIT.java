package org.parley.contract;

import org.parley.testing.Transport;

class WebSocketContractIT extends OnContainer implements SocketContract {
    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }
}

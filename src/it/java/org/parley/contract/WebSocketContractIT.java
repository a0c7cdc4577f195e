package org.parley.contract;

import org.parley.testing.Transport;

class WebSocketContractIT extends OnTomcat implements SocketContract {
    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }
}

package org.parley.contract;

import org.parley.testing.Transport;

class SseContractIT extends OnContainer implements StreamContract {
    @Override
    public Transport transport() {
        return Transport.SSE;
    }
}

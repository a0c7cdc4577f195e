package org.parley.contract;

import org.parley.testing.Transport;

class PollingContractIT extends OnContainer implements TransportContract {
    @Override
    public Transport transport() {
        return Transport.POLLING;
    }
}

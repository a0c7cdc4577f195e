package org.parley.contract;

import org.parley.testing.Transport;

class LongPollingContractIT extends OnContainer implements ParkedPollsContract {
    @Override
    public Transport transport() {
        return Transport.LONG_POLLING;
    }
}

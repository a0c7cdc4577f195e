package org.parley.contract;

import org.parley.testing.Transport;

class UpgradeContractIT extends OnTomcat implements SocketContract {
    @Override
    public Transport transport() {
        return Transport.UPGRADE;
    }
}

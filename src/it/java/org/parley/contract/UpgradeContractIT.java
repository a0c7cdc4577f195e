package org.parley.contract;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.parley.container.Container;
import org.parley.testing.Transport;

@DisabledIfSystemProperty(named = Container.UPGRADE, matches = "false", disabledReason = Container.NO_UPGRADE)
class UpgradeContractIT extends OnContainer implements SocketContract {
    @Override
    public Transport transport() {
        return Transport.UPGRADE;
    }
}

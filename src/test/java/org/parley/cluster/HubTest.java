package org.parley.cluster;

import org.junit.jupiter.api.AfterEach;
import org.parley.log.Bulletins;

class HubTest extends BulletinContract {
    private final Hub hub = new Hub();

    @AfterEach
    void end() {
        hub.close();
    }

    @Override
    Bulletins open(String node) {
        return hub.open(node);
    }

    @Override
    void leave(String node) {
        hub.leave(node);
    }

    @Override
    void cut() {
        hub.cut();
    }
}

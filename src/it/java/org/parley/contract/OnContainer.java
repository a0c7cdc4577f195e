package org.parley.contract;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/**
 * The stage of the contracts: the WAR with its times shortened and its limits out of the way, in whatever container the
 * profile brings.
 */
@Tag("container")
abstract class OnContainer extends OnStage {
    /** In seconds, as {@code hello} tells it. */
    static final int HEARTBEAT = 1;

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(
                "parley",
                Map.of(
                        "parley.heartbeat", HEARTBEAT + "s",
                        "parley.write.stall", "2s",
                        "parley.now.interval", "100ms",
                        "parley.typing.linger", "3s",
                        "parley.presence.linger", "3s",
                        "parley.commands.per.second", "100000",
                        "parley.commands.burst", "100000",
                        "parley.sign.ins.per.address", "100000"));
    }
}

package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.Deadline;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Transport;

/** A session ends when nobody has used it for some time; who is connected uses it. */
class SessionIdleIT extends OnStage {
    private static final Duration IDLE = Duration.ofSeconds(2);

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with("idle-sessions", Map.of("parley.session.idle", IDLE.toSeconds() + "s"));
    }

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    @ParameterizedTest
    @EnumSource(names = {"UPGRADE", "WEBSOCKET", "SSE"})
    void aSessionWithALineLastsAndOneWithoutEnds(Transport transport) {
        Person ann = person("ann");
        Person elsewhere = atTheEndClose(ann.again());
        try (Reader line = transport.reader(ann).connect()) {
            Deadline.in(IDLE.multipliedBy(3)).pass();
            elsewhere.get("/api/state").expectProblem(401, "not-signed-in");
            assertEquals(200, ann.get("/api/state").status());
            String room = ann.createRoom();
            ann.post(room, "still here");
            line.awaitText(room, "still here");
        }
    }
}

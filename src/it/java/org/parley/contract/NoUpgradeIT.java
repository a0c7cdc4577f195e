package org.parley.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.parley.container.Container;
import org.parley.testing.Comparing;
import org.parley.testing.Json;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;

/** Where the container does not hand connections over, it says so, and another transport takes the reader. */
@EnabledIfSystemProperty(named = Container.UPGRADE, matches = "false")
class NoUpgradeIT extends OnContainer {
    private static final int NOT_IMPLEMENTED = 4501;

    @Override
    public Transport transport() {
        return Transport.UPGRADE;
    }

    @Test
    void theTransportIsRefusedWithAProblemDocument() {
        Reader reader = reader(person("ann"));
        LineEnded end = assertThrows(LineEnded.class, reader::connect);
        assertEquals(NOT_IMPLEMENTED, end.code());
        assertEquals("no-upgrade", end.reason());
        assertEquals("no-upgrade", end.problem().path("code").asString());
    }

    @Test
    void theLabComparesTheOthers() {
        Person ann = person("ann");
        ann.exchange(Request.post(Comparing.RUN + "?people=2&senders=1&rate=60&seconds=2", ""))
                .expect(200);
        JsonNode all = Comparing.over(ann);
        assertEquals("done", all.path("state").asString(), all::toString);
        assertEquals(4, all.path("results").size());
        assertEquals(Json.parse("[{\"transport\":\"upgrade\",\"why\":\"unsupported\"}]"), all.path("failures"));
    }

    /** The Lab's page reads it there, as browsers hide why a socket could not be opened. */
    @Test
    void theLabShowsTheRefusalWithItsProblemDocument() {
        List<String> said = person("ann")
                .get("/lab/echo/attempt?name=right")
                .json()
                .path("said")
                .valueStream()
                .map(one ->
                        new String(Base64.getDecoder().decode(one.path("bytes").asString()), UTF_8))
                .toList();
        assertEquals(3, said.size(), said::toString);
        assertTrue(said.get(1).startsWith("HTTP/1.1 501"), said::toString);
        assertEquals("no-upgrade", Json.parse(said.get(2)).path("code").asString());
    }
}

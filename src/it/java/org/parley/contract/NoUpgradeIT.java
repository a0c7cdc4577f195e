package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.parley.container.Container;
import org.parley.testing.LineEnded;
import org.parley.testing.Reader;
import org.parley.testing.Transport;

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
}

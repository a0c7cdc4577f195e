package org.parley.lab.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.parley.log.Code;
import org.parley.wire.Refused;

class PlacesTest {
    private final Places places = new Places(3, 2);

    private Code refused(String user) {
        return assertThrows(Refused.class, () -> places.take(user)).refusal().code();
    }

    @Test
    void nobodyTakesMoreThanHisShareAndOthersHaveTheirs() {
        places.take("ann");
        Runnable second = places.take("ann");
        assertEquals(Code.RATE_LIMITED, refused("ann"));
        places.take("bob");
        assertEquals(Code.UNAVAILABLE, refused("bob"));
        second.run();
        places.take("ann");
        assertEquals(Code.RATE_LIMITED, refused("ann"));
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        places.take("ann");
        Runnable place = places.take("ann");
        place.run();
        place.run();
        places.take("ann");
        assertEquals(Code.RATE_LIMITED, refused("ann"));
        places.take("bob");
        assertEquals(Code.UNAVAILABLE, refused("bob"));
    }
}

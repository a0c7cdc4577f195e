package org.parley.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import org.parley.testing.Answer;
import org.parley.testing.Person;
import org.parley.testing.Request;

/** What holds for two Parleys on one host name, with a home each. */
public final class OwnCookies {
    private OwnCookies() {}

    /** A browser that has the cookies of both sends both to either, and each knows its own. */
    public static void assertEachTakesItsOwn(Person atOne, Person atOther) {
        String one = atOne.cookie();
        String other = atOther.cookie();
        assertNotEquals(one.replaceFirst("=.*", ""), other.replaceFirst("=.*", ""));
        assertEquals(atOne.name(), whoAmI(atOne, one + "; " + other));
        assertEquals(atOther.name(), whoAmI(atOther, one + "; " + other));
        assertEquals(atOther.name(), whoAmI(atOther, other + "; " + one));
    }

    private static String whoAmI(Person at, String cookies) {
        Answer state = Person.once(at.server(), Request.get("/api/state").with(Map.of("Cookie", cookies)));
        return state.expect(200).path("me").path("name").asString();
    }
}

package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.parley.testing.Answer;
import org.parley.testing.Json;
import org.parley.testing.Person;
import org.parley.testing.Request;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;

/** Passwords can't be tried out: not on one account, and not on many from one address. */
class SignInLimitIT extends OnStage {
    private static final int FOR_ONE_ACCOUNT = 3;
    private static final int FROM_ONE_ADDRESS = 9;
    private static final int SECONDS = 24 * 3600;

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(
                "attempts",
                Map.of(
                        "parley.sign.ins.per.account", "" + FOR_ONE_ACCOUNT,
                        "parley.sign.ins.per.address", "" + FROM_ONE_ADDRESS,
                        "parley.sign.ins.window", SECONDS + "s"));
    }

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    /** One test, since all come from one address, and what they try adds up. */
    @Test
    void whoTriesTooOftenHasToWaitHoweverRightHeIsAtLast() {
        Person ann = person("ann"); // the first attempt on this account
        for (int i = 1; i < FOR_ONE_ACCOUNT; i++) {
            attempt("session", ann.name(), "not hers").expectProblem(401, "wrong-password");
        }
        assertHasToWait(attempt("session", ann.name(), "not hers"), FOR_ONE_ACCOUNT);
        assertHasToWait(attempt("session", ann.name().toUpperCase(Locale.ROOT), "not hers"), FOR_ONE_ACCOUNT);

        Person bob = person("bob"); // who is another account's owner need not
        atTheEndClose(bob.again());
        atTheEndClose(bob.again());
        atTheEndClose(bob.again()); // success forgets what went before it
        assertHasToWait(attempt("session", "anybody", "not his"), FROM_ONE_ADDRESS);
        assertHasToWait(attempt("accounts", "cai", "long enough"), FROM_ONE_ADDRESS);
        assertEquals(List.of(), Json.list(bob.get("/api/users?q=cai").json().path("users")));
    }

    private Answer attempt(String resource, String name, String password) {
        return Person.once(
                server(), Request.post("/api/" + resource, Json.of("name", name).put("password", password)));
    }

    /** So many in the time come back one by one. */
    private static void assertHasToWait(Answer answer, int limit) {
        JsonNode problem = answer.expectProblem(429, "rate-limited");
        long most = 1000L * SECONDS / limit;
        long retry = problem.path("retry").asLong();
        assertTrue(retry > most / 2 && retry <= most, problem::toString);
        assertEquals(
                (retry + 999) / 1000,
                Long.parseLong(answer.header("retry-after").orElse("")));
    }
}

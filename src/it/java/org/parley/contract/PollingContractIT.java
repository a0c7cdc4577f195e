package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.testing.Answer;
import org.parley.testing.Person;
import org.parley.testing.Transport;

class PollingContractIT extends OnContainer implements TransportContract {
    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    /** What only a page needs would be most of an answer that carries nothing. */
    @Test
    void anAnswerCarriesNoPolicyOfAPage() {
        Person ann = person("ann");
        Answer poll = ann.get("/transport/polling?cursor=" + ann.cursor());
        poll.expect(200);
        assertEquals(Optional.empty(), poll.header("content-security-policy"));
        assertEquals(Optional.empty(), poll.header("referrer-policy"));
        assertEquals(Optional.of("no-store"), poll.header("cache-control"));
        assertEquals(Optional.of("nosniff"), poll.header("x-content-type-options"));
    }
}

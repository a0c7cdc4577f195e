package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.Request;
import org.parley.testing.Transport;

/** What has arrived in part is bounded in all, whatever it arrives over; the endpoint holds two bytes a character. */
class PartialMessagesIT extends OnStage {
    private static final String BOUND = "100000";

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with("partial", Map.of("parley.partial.messages.max.bytes", BOUND));
    }

    @Override
    public Transport transport() {
        return Transport.UPGRADE;
    }

    /** How a command may arrive: two of them, in any way, do not fit beside one another. */
    enum Way {
        ENDPOINT,
        HAND_MADE,
        REQUEST;

        HalfSent begin(Person person) throws IOException {
            return switch (this) {
                case ENDPOINT -> HalfSent.OverSocket.of(Transport.WEBSOCKET, person, 40_000);
                case HAND_MADE -> HalfSent.OverSocket.of(Transport.UPGRADE, person, 60_000);
                case REQUEST -> HalfSent.OverHttp.of(person, 60_000);
            };
        }
    }

    static Stream<Arguments> pairs() {
        List<Way> all = List.of(Way.values());
        return all.stream().flatMap(one -> all.stream().map(other -> Arguments.of(one, other)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatFindsNoPlaceIsRefusedUntilThereIsOne(Way one, Way other) throws IOException {
        Person ann = person("ann");
        Deadline deadline = Deadline.usual();
        while (!isRefusedBeside(one, other, ann)) {
            assertFalse(deadline.passed(), "nothing was refused");
        }
        try (HalfSent again = other.begin(ann)) {
            assertTrue(again.first() && again.rest(), "what was held is not free again");
        }
    }

    @Test
    void aRequestWhoseSessionEndsBeforeItHasArrivedIsNotCarriedOut() throws IOException {
        Person ann = person("ann");
        try (Person elsewhere = ann.again();
                RawHttp line = RawHttp.connect(server())) {
            Request post = Request.post(
                    "/api/commands", Commands.post("r1", "too late").toString());
            byte[] bytes = line.bytes(post.with(ann.credentials()));
            line.write(Arrays.copyOf(bytes, bytes.length - 1));
            ann.signOut();
            line.write(Arrays.copyOfRange(bytes, bytes.length - 1, bytes.length));
            line.read(Deadline.usual()).expectProblem(401, "not-signed-in");
            assertFalse(elsewhere.history("r1").toString().contains("too late"));
        }
    }

    /** Whether two that do not fit beside one another end so; a request may arrive too late for that. */
    private static boolean isRefusedBeside(Way one, Way other, Person person) throws IOException {
        try (HalfSent first = one.begin(person);
                HalfSent second = other.begin(person)) {
            assertTrue(first.first(), "the first has a place");
            boolean both = second.first() && second.rest();
            return first.rest() && !both;
        }
    }
}

package org.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.spine.Spine;
import org.parley.testing.Background;

/** What tickets do alike, wherever they are kept. */
public abstract class TicketsContract {
    /** What issues them. */
    protected abstract Tickets tickets();

    /** What redeems them: the same, or that of another node. */
    protected abstract Tickets redeeming();

    /** Somebody whose session lasts. */
    protected abstract SignedIn signIn(String user);

    /** His session ends. */
    protected abstract void end(SignedIn whom);

    /** Time goes by for the tickets that there are. */
    protected abstract void pass(long millis);

    /** How many milliseconds may go by for them besides, while a test is at work. */
    protected abstract long slack();

    @Test
    void aTicketWorksOnce() {
        SignedIn ann = signIn("u1");
        String ticket = issue(ann);
        assertEquals(Optional.of(ann), redeeming().redeem(ticket));
        assertEquals(Optional.empty(), redeeming().redeem(ticket));
        assertEquals(Optional.empty(), tickets().redeem(ticket));
        assertEquals(Optional.empty(), tickets().redeem("forged"));
    }

    @Test
    void ofManyWhoComeWithItAtOnceOneIsLetIn() {
        SignedIn ann = signIn("u1");
        for (int round = 0; round < 20; round++) {
            String ticket = issue(ann);
            List<CompletableFuture<Optional<SignedIn>>> comers = IntStream.range(0, 4)
                    .mapToObj(i -> i % 2 == 0 ? tickets() : redeeming())
                    .map(at -> Background.supply(() -> at.redeem(ticket)))
                    .toList();
            assertEquals(
                    1, comers.stream().filter(comer -> comer.join().isPresent()).count());
        }
    }

    @Test
    void aTicketWorksForThirtySeconds() {
        SignedIn ann = signIn("u1");
        SignedIn bob = signIn("u2");
        String first = issue(ann);
        String second = issue(bob);
        pass(29_999 - slack());
        assertEquals(Optional.of(ann), redeeming().redeem(first));
        pass(slack() + 2);
        assertEquals(Optional.empty(), redeeming().redeem(second));
    }

    @Test
    void aSessionThatEndedTakesItsTicketsAlong() {
        SignedIn ann = signIn("u1");
        SignedIn bob = signIn("u2");
        String gone = issue(ann);
        String stays = issue(bob);
        end(ann);
        assertEquals(Optional.empty(), redeeming().redeem(gone));
        assertEquals(Optional.of(bob), redeeming().redeem(stays));
    }

    @Test
    void whoAsksForManyLosesHisOldestAndNobodyElses() {
        SignedIn ann = signIn("u1");
        SignedIn bob = signIn("u2");
        String bobs = issue(bob);
        String first = issue(ann);
        String second = issue(ann);
        String last = second;
        for (int i = 0; i < 31; i++) {
            last = issue(ann);
        }
        assertEquals(Optional.empty(), redeeming().redeem(first));
        assertEquals(Optional.of(ann), redeeming().redeem(second));
        assertEquals(Optional.of(ann), redeeming().redeem(last));
        assertEquals(Optional.of(bob), redeeming().redeem(bobs));
    }

    private String issue(SignedIn whom) {
        return Spine.await(tickets().issue(whom));
    }
}

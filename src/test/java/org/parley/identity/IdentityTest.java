package org.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.chat.User;
import org.parley.identity.Identity.Opened;
import org.parley.log.Answer;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.spine.FaultyStore;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;

class IdentityTest {
    private static final Duration IDLE = Duration.ofDays(30);

    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store = new FaultyStore(memory);
    private final Time time = new Time();
    private final List<String> ended = new ArrayList<>();
    private Spine spine;
    private Identity identity;

    @BeforeEach
    void begin() {
        spine = Spine.over(memory, store).install();
        identity = identity();
    }

    @AfterEach
    void end() {
        spine.close();
    }

    @Test
    void whoSignsUpCanSignIn() {
        Answer signedUp = Spine.await(identity.signUp("Ann", "correct horse", true));
        assertInstanceOf(Answer.Ack.class, signedUp);

        User ann = Spine.await(identity.verify("ann", "correct horse")).orElseThrow();
        assertEquals("Ann", ann.name());
        assertTrue(ann.admin());
        assertEquals(Optional.empty(), Spine.await(identity.verify("ann", "wrong horse")));
        assertEquals(Optional.empty(), Spine.await(identity.verify("nobody", "correct horse")));
    }

    @Test
    void theFirstAccountNeedsTheRightToFound() {
        Refusal refused = (Refusal) Spine.await(identity.signUp("ann", "correct horse", false));

        assertEquals(Code.SETUP_NEEDED, refused.code());
        Spine.await(identity.signUp("ann", "correct horse", true));
        assertInstanceOf(Answer.Ack.class, Spine.await(identity.signUp("bob", "correct horse", false)));
    }

    @Test
    void aTokenStandsForItsUserAndTheStoreKeepsOnlyItsHash() {
        Opened opened = open();
        String user = opened.user().id();

        assertEquals(user, identity.cached(opened.token()).orElseThrow().user());
        assertEquals(Optional.empty(), memory.sessions().find(opened.token()));
        assertEquals(
                user,
                memory.sessions().find(Token.hash(opened.token())).orElseThrow().user());
        assertEquals(Optional.empty(), identity.cached("forged"));
        assertEquals(Optional.empty(), identity.find("forged"));
    }

    @Test
    void aSessionOutlivesTheProcess() {
        Opened opened = open();
        Identity later = identity();

        assertEquals(Optional.empty(), later.cached(opened.token()));
        assertTrue(later.find(opened.token()).isPresent());
        assertTrue(later.cached(opened.token()).isPresent());
    }

    @Test
    void aSessionThatWasClosedIsOverEvenIfThatCouldNotBeWritten() {
        Opened opened = open();
        SignedIn signedIn = identity.cached(opened.token()).orElseThrow();
        store.fail(FaultyStore.Fault.WRITE);

        assertInstanceOf(Refusal.class, Spine.await(identity.close(signedIn)));
        store.fail(FaultyStore.Fault.NONE);

        assertEquals(List.of(signedIn.user() + " " + signedIn.session()), ended);
        assertEquals(Optional.empty(), identity.cached(opened.token()));
        assertEquals(Optional.empty(), identity.find(opened.token()));
    }

    @Test
    void aSessionThatCouldNotBeWrittenIsNotOpened() {
        User ann = signUp();
        store.fail(FaultyStore.Fault.WRITE);
        assertEquals(Optional.empty(), Spine.await(identity.open(ann)));
        store.fail(FaultyStore.Fault.NONE);
    }

    @Test
    void aSessionBehindWhichSomebodyIsConnectedIsInUse() {
        Opened used = open();
        Opened elsewhere = Spine.await(identity.open(used.user())).orElseThrow();
        String session = Token.hash(used.token());
        for (int day = 0; day < 40; day++) {
            time.pass(Duration.ofDays(1));
            identity.sweep(Set.of(session));
        }
        Spine.await(spine.journal.log().refresh());
        assertTrue(identity.cached(used.token()).isPresent());
        assertTrue(identity().find(elsewhere.token()).isEmpty());

        Identity another = identity(); // which has not got it in memory
        for (int day = 0; day < 40; day++) {
            time.pass(Duration.ofDays(1));
            another.sweep(Set.of(session));
        }
        assertTrue(another.cached(used.token()).isPresent());
    }

    @Test
    void aSessionInUseLastsAndAnUnusedOneDoesNot() {
        Opened used = open();
        Opened unused = Spine.await(identity.open(used.user())).orElseThrow();
        for (int day = 0; day < 40; day++) {
            time.pass(Duration.ofDays(1));
            assertTrue(identity.cached(used.token()).isPresent());
        }
        assertFalse(identity.cached(unused.token()).isPresent());
        identity.sweep(Set.of());
        Spine.await(spine.journal.log().refresh());

        assertTrue(memory.sessions().find(Token.hash(used.token())).isPresent());
        assertTrue(memory.sessions().find(Token.hash(unused.token())).isEmpty());
        assertTrue(identity().find(used.token()).isPresent());
    }

    @Test
    void aSessionThatWasClosedStaysSoWhenThatCouldNotBeWritten() {
        Opened opened = open();
        store.fail(FaultyStore.Fault.WRITE);
        Spine.await(identity.close(identity.cached(opened.token()).orElseThrow()));
        store.fail(FaultyStore.Fault.NONE);

        time.pass(Duration.ofHours(2));
        identity.sweep(Set.of());
        Spine.await(spine.journal.log().refresh());

        assertEquals(Optional.empty(), identity.find(opened.token()));
        assertEquals(Optional.empty(), identity().find(opened.token()));
    }

    @Test
    void aSessionInUseLastsHoweverShortlyItMayBeUnused() {
        identity = identity(Duration.ofMinutes(10));
        Opened used = open();
        for (int minute = 0; minute < 60; minute += 5) {
            time.pass(Duration.ofMinutes(5));
            identity.sweep(Set.of());
            assertTrue(identity.cached(used.token()).isPresent());
        }
    }

    @Test
    void aSessionThatEndedElsewhereIsOver() {
        Opened opened = open();
        SignedIn signedIn = identity.cached(opened.token()).orElseThrow();

        identity.endedElsewhere(signedIn.user(), signedIn.session());

        assertEquals(List.of(signedIn.user() + " " + signedIn.session() + " elsewhere"), ended);
        assertEquals(Optional.empty(), identity.cached(opened.token()));
        assertEquals(Optional.empty(), identity.find(opened.token()), "the store may not know yet");
    }

    @Test
    void whatTheStoreNoLongerHasIsOverWhenItIsAsked() {
        Opened inMemory = open();
        Opened connected = Spine.await(identity.open(inMemory.user())).orElseThrow();
        Opened lasting = Spine.await(identity.open(inMemory.user())).orElseThrow();
        String user = inMemory.user().id();
        Identity other = identity();
        for (Opened opened : List.of(inMemory, connected)) {
            Spine.await(other.close(other.find(opened.token()).orElseThrow()));
        }
        ended.clear();
        Identity another = identity();
        another.verify(Map.of(Token.hash(connected.token()), user, Token.hash(lasting.token()), user));
        identity.verify(Map.of());

        String gone = user + " " + Token.hash(connected.token()) + " elsewhere";
        assertEquals(gone, ended.get(0));
        assertEquals(3, ended.size());
        assertEquals(Optional.empty(), identity.cached(inMemory.token()));
        assertTrue(identity.cached(lasting.token()).isPresent());
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        Opened opened = open();
        SignedIn signedIn = identity.cached(opened.token()).orElseThrow();

        assertEquals(signedIn.user(), signedIn.toString());
    }

    private Opened open() {
        return Spine.await(identity.open(signUp())).orElseThrow();
    }

    private User signUp() {
        return spine.directory.user(spine.signUp("ann")).orElseThrow();
    }

    private Identity identity() {
        return identity(IDLE);
    }

    private Identity identity(Duration idle) {
        return new Identity(
                spine.journal,
                spine.directory,
                memory.accounts(),
                memory.sessions(),
                new Passwords(Runnable::run),
                Runnable::run,
                idle,
                time,
                (user, session, here) -> ended.add(user + " " + session + (here ? "" : " elsewhere")));
    }

    /** A clock that goes on when it is told to. */
    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

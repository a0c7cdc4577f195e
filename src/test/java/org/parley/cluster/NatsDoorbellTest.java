package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Change;
import org.parley.log.Cursor;
import org.parley.log.Doorbell;
import org.parley.log.Event;
import org.parley.log.Journal;
import org.parley.log.Ring;
import org.parley.spine.Spine;
import org.parley.store.PostgresSource;
import org.parley.store.PostgresStore;
import org.parley.testing.Deadline;
import org.parley.testing.NatsServer;
import org.parley.testing.PostgresServer;

class NatsDoorbellTest extends DoorbellContract {
    private static NatsServer nats;
    private static PostgresServer server;

    @TempDir
    Path home;

    private final List<NatsLink> links = new ArrayList<>();
    private DataSource source;
    private PostgresStore store;
    private Spine spine;
    private String ann;

    /** The node that writes; it hears when it may be heard. */
    private NatsLink writer;

    private Ear ofWriter;

    @BeforeAll
    static void start() {
        nats = NatsServer.begin();
        server = PostgresServer.shared();
    }

    @AfterAll
    static void stop() {
        if (nats != null) {
            nats.close();
        }
    }

    @BeforeEach
    void begin() {
        source = PostgresSource.of(server.database(), "", "");
        store = PostgresStore.silent(source, home, true);
        writer = link(nats);
        ofWriter = new Ear(writer.doorbell());
        writer.doorbell().listen(ofWriter);
        ofWriter.awaitMissed(1);
        Journal.Listener telling = new Journal.Listener() {
            @Override
            public void advanced(List<? extends Change> changes) {}

            @Override
            public void wrote(Ring ring) {
                writer.doorbell().ring(ring);
            }
        };
        spine = new Spine(store, store, telling, Spine.LIMITS).install();
        ann = spine.signUp("ann");
    }

    @AfterEach
    void end() {
        links.forEach(NatsLink::close);
        spine.close();
    }

    private NatsLink link(NatsServer where) {
        NatsAccess access = new NatsAccess(List.of(where.url()), "", "", "", null, null);
        NatsLink link = NatsLink.open(access, store.secret(), source, store.installation(), "node" + links.size());
        links.add(link);
        return link;
    }

    @Override
    Doorbell open() {
        return link(nats).doorbell();
    }

    @Override
    Cursor goOn() {
        spine.post(ann, "r1", "ding");
        return spine.journal.log().head();
    }

    @Override
    void cut() {
        int before = ofWriter.timesMissed();
        nats.kill();
        nats.start();
        ofWriter.awaitMissed(before + 1);
    }

    @Test
    void aRingBringsWhatWasWrittenAfterTheEventThatItFollows() {
        Cursor before = goOn();
        Ear ear = listen();
        Cursor after = goOn();
        ear.await(after);

        List<Event> events = new ArrayList<>(store.after(before.id() - 1, 2));
        events.set(0, events.get(0).envelope());
        assertEquals(new Ring(after, events), ear.last());
    }

    @Test
    void whatIsTooLargeForNatsIsRungWithoutIt() {
        Ear ear = listen();
        Cursor head = goOn();
        Event large = new Event(9, head.epoch(), 1, "message", 1, "r1", null, ann, null, "x".repeat(2 << 20));
        writer.doorbell().ring(new Ring(head.at(9), List.of(large)));
        ear.await(head.at(9));

        assertEquals(Ring.at(head.at(9)), ear.last());
    }

    @Test
    void whatNoNodeOfThisInstallationSentIsNotHeard() throws Exception {
        Ear ear = listen();
        Cursor before = goOn();
        ear.await(before);
        byte[] forged = RingForm.write(Ring.at(before.at(99)));
        byte[] otherKey = new byte[32];
        new SecureRandom().nextBytes(otherKey);
        byte[] cut = new Seal(store.secret(), "ring").close(forged);
        cut[cut.length - 1]++;
        Connection stranger = Nats.connect(nats.url());
        try {
            for (byte[] message : List.of(
                    new byte[0],
                    new byte[31],
                    forged,
                    cut,
                    new Seal(otherKey, "ring").close(forged),
                    new Seal(store.secret(), "letter").close(forged),
                    new Seal(store.secret(), "ring").close(new byte[] {1, 0, 0}),
                    new Seal(store.secret(), "ring").close(new byte[0]))) {
                stranger.publish("parley." + store.installation() + ".rings", message);
            }
            stranger.flush(Duration.ofSeconds(10));
        } finally {
            stranger.close();
        }
        Cursor after = goOn();
        ear.await(after);

        List<Cursor> rings = ear.rings(); // what the setup wrote may have been rung late
        assertEquals(List.of(before, after), rings.subList(rings.indexOf(before), rings.size()));
    }

    @Test
    void whoComesBeforeNatsHearsWhenItComes() {
        NatsServer late = NatsServer.absent();
        try (late) {
            NatsLink link = link(late);
            Ear ear = new Ear(link.doorbell());
            link.doorbell().listen(ear);
            NatsLink other = link(late);
            Ear ofOther = new Ear(other.doorbell());
            other.doorbell().listen(ofOther);
            late.start();
            ear.awaitMissed(1);
            ofOther.awaitMissed(1);

            Cursor there = new Cursor("epoch", 7);
            other.doorbell().ring(Ring.at(there));
            ear.await(there);
        }
    }

    @Test
    void aNatsThatDoesNothingHoldsNobodyUp() {
        Ear ear = listen();
        nats.pause();
        try {
            for (int i = 0; i < 600; i++) { // more than are kept
                spine.answer(ann, new Post("r1", "goes on"));
            }
        } finally {
            nats.resume();
        }
        int before = ear.rings().size();
        Deadline.usual().await("a ring", () -> {
            goOn();
            return ear.rings().size() > before;
        });
    }

    @Test
    void itsThreadsEndWithIt() {
        NatsLink link = link(nats);
        Ear ear = new Ear(link.doorbell());
        link.doorbell().listen(ear);
        ear.awaitMissed(1);
        assertTrue(threads() > 0);

        links.forEach(NatsLink::close);

        Deadline.usual().await("the end of its threads", () -> threads() == 0);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("nats"))
                .count();
    }
}

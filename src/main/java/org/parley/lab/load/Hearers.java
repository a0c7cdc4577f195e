package org.parley.lab.load;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Who takes part, who hears whom, and which messages count. Told by all workers; thread-safe. */
final class Hearers implements Worker.Stage {
    /** Messages a second of one speaker, at most, where there are more to share them: half of what a user may say. */
    private static final double PACE = 10;

    private final Script script;
    private final Score score;
    private final CountDownLatch unsettled;
    private final long[] hearers;

    @GuardedBy("this")
    private final List<Client> there = new ArrayList<>();

    @GuardedBy("this")
    private final BitSet acked = new BitSet();

    @GuardedBy("this")
    private boolean begun;

    Hearers(Script script, Score score, CountDownLatch unsettled) {
        this.script = script;
        this.score = score;
        this.unsettled = unsettled;
        this.hearers = new long[script.cast.rooms().size()];
    }

    @Override
    public void settled(Client client) {
        synchronized (this) {
            if (!begun && client.wasThere()) {
                there.add(client);
            }
        }
        unsettled.countDown();
    }

    /** Counts those who are there; who comes later is no part of it. */
    synchronized void begin() {
        begun = true;
        for (int room = 0; room < hearers.length; room++) {
            int here = room;
            hearers[room] =
                    there.stream().filter(client -> client.seat.hears(here)).count();
        }
    }

    @Override
    public synchronized void acked(int n) {
        acked.set(n);
        score.expected.add(hearers[script.room(n)]);
    }

    synchronized BitSet acked() {
        return (BitSet) acked.clone();
    }

    /** Those who speak in each room. */
    List<List<Client>> speakers() {
        List<List<Client>> speakers = new ArrayList<>();
        for (int room = 0; room < hearers.length; room++) {
            speakers.add(speakers(room));
        }
        return speakers;
    }

    /** Those who speak in a room: as many as are needed, one for each session, since what one may say is limited. */
    synchronized List<Client> speakers(int room) {
        int needed = (int) Math.ceil(script.load.rate() / hearers.length / PACE);
        int wanted = script.cast.speakers() == 0 ? needed : script.cast.speakers();
        List<Client> speakers = new ArrayList<>();
        Set<String> sessions = new HashSet<>();
        for (Client client : there) {
            if (client.seat.room() == room && speakers.size() < wanted && sessions.add(client.seat.token())) {
                speakers.add(client);
            }
        }
        return speakers;
    }

    /** Whether everything was said, answered and heard. */
    boolean isSettled() {
        return score.acked.sum() == script.load.messages() && score.heard.sum() >= score.expected.sum();
    }
}

package org.parley.lab.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Counts;
import org.parley.lab.load.Trace;
import org.parley.lab.load.Transport;
import org.parley.lab.load.Watch;
import org.parley.wire.Json;

/**
 * How far the run over one transport has come. Looked at by the thread that runs it; told to any. It holds no lock
 * while it tells {@link Progress}, which asks it under a lock of its own.
 */
final class Turn implements Watch {
    private static final long STEP_NANOS = 500_000_000;

    private final Progress progress;
    private final Transport transport;
    private final int place;
    private final int people;
    private final Strands first = new Strands();
    private final Strands last = new Strands();
    private volatile Look newest = new Look(Phase.OPENING, 0);

    private record Look(Phase phase, double share) {}

    /** When measuring began, and the newest sample; known to the thread that runs alone. */
    private @Nullable Counts begin;

    private long sampled;

    /**
     * A turn of the transport that has this place among those chosen; of so many people the first and the last are
     * watched closely.
     */
    Turn(Progress progress, Transport transport, int place, int people) {
        this.progress = progress;
        this.transport = transport;
        this.place = place;
        this.people = people;
    }

    @Override
    public Trace trace(int client) {
        return client == 0 ? first : client == people - 1 ? last : Trace.NONE;
    }

    @Override
    public void look(Phase phase, double share, Counts counts) {
        if (progress.isStopping()) {
            throw new CancellationException("stopped");
        }
        newest = new Look(phase, share);
        if (phase == Phase.MEASURING) {
            measure(counts);
        }
    }

    private void measure(Counts counts) {
        Counts from = begin;
        if (from == null) {
            begin = counts;
            first.begin();
            last.begin();
            add(0, counts, counts);
        } else if (counts.nanos() - from.nanos() >= sampled + STEP_NANOS) {
            add(counts.nanos() - from.nanos(), counts, from);
        }
    }

    private void add(long nanos, Counts now, Counts from) {
        sampled = nanos;
        progress.add(List.of(
                place,
                nanos / 1_000_000,
                now.heard() - from.heard(),
                now.up() - from.up(),
                now.down() - from.down(),
                now.requests() - from.requests(),
                now.empty() - from.empty(),
                now.connections()));
    }

    Transport transport() {
        return transport;
    }

    /** What the first and the last of the people sent and received. */
    List<List<Map<String, Object>>> strands() {
        return List.of(first.json(), last.json());
    }

    /** What is to be seen of it while it goes on. */
    Map<String, Object> json() {
        Look look = newest;
        return Json.object(
                "transport", transport.wire(),
                "phase", look.phase.name().toLowerCase(Locale.ROOT),
                "share", look.share,
                "strands", strands());
    }
}

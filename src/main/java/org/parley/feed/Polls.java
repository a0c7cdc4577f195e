package org.parley.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.chat.Archive.Personal;
import org.parley.log.Cursor;

/** A loop's parked polls. Belongs to the loop's thread. */
final class Polls {
    private final Loop loop;
    private final Parts parts;

    Polls(Loop loop, Parts parts) {
        this.loop = loop;
        this.parts = parts;
    }

    /** Parks a poll that found nothing, unless something has come meanwhile: an event, or a newer poll. */
    void park(Waiter waiter) {
        loop.catchUp();
        Slot slot = loop.index().open(waiter.reader.user());
        slot.waiters.add(waiter);
        Reply reply = due(waiter, loop.position());
        if (reply == null && slot.waiters.stream().anyMatch(other -> waiter.yieldsTo(other.reader, other.number))) {
            reply = replaced(waiter);
        }
        if (reply == null) {
            replace(waiter.reader, waiter.number);
            limit(slot, waiter);
        } else {
            answer(slot, waiter, reply);
        }
    }

    /** What a poll can be told instead of being parked; null when there is nothing. */
    private @Nullable Reply due(Waiter waiter, Cursor to) {
        if (loop.hasEnded(waiter.reader.session())) {
            return new Reply.Ended();
        }
        Optional<Scan.Chunk> chunk = parts.scan().recent(waiter.reader.user(), waiter.cursor.id(), to.id());
        if (!waiter.cursor.epoch().equals(to.epoch()) || chunk.isEmpty() || missed(waiter)) {
            return Reply.Batch.of(waiter.cursor, List.of(), true);
        }
        Scan.Chunk found = chunk.get();
        boolean more = found.to() < to.id();
        boolean idle = found.events().isEmpty() && !more && !loop.isDraining();
        return idle ? null : Reply.Batch.of(to.at(found.to()), found.events(), more);
    }

    /** Whether personal state changed between the look at it and the parking. */
    private boolean missed(Waiter waiter) {
        Long mine = waiter.from.mine();
        return mine != null && mine < parts.directory().version(waiter.reader.user());
    }

    /** Of too many parked polls of one session the oldest is answered. */
    private void limit(Slot slot, Waiter newest) {
        List<Waiter> same = slot.waiters.stream()
                .filter(waiter -> waiter.reader.session().equals(newest.reader.session()))
                .toList();
        if (same.size() > parts.limits().parked()) {
            answer(slot, same.get(0), Reply.Batch.empty(loop.position()));
        }
    }

    /** A newer poll of the same client takes the place of those that are parked. */
    void replace(Reader newer, long number) {
        Slot slot = loop.index().peek(newer.user());
        for (Waiter waiter : List.copyOf(slot.waiters)) {
            if (waiter.yieldsTo(newer, number)) {
                answer(slot, waiter, replaced(waiter));
            }
        }
    }

    private static Reply replaced(Waiter waiter) {
        return new Reply.Batch(waiter.cursor, List.of(), false, true, null, null);
    }

    /** Answers a user's polls with what a round brought. */
    void offer(Slot slot, Bundle bundle, Cursor from, Cursor to) {
        boolean fits = bundle.size <= parts.limits().batchEvents()
                && bundle.bytes <= parts.limits().batchBytes();
        Reply.Batch reply = fits ? Reply.Batch.of(to, bundle.events(), false) : Reply.Batch.of(from, List.of(), true);
        for (Waiter waiter : List.copyOf(slot.waiters)) {
            answer(slot, waiter, reply);
        }
    }

    /** Answers those of a user's polls that asked for personal state. */
    void mine(Slot slot, Personal mine) {
        for (Waiter waiter : List.copyOf(slot.waiters)) {
            if (waiter.from.mine() != null) {
                answer(slot, waiter, Reply.Batch.empty(loop.position()).with(mine, null));
            }
        }
    }

    /** Answers polls that were held long enough. */
    void tick(long now) {
        for (Slot slot : slots()) {
            for (Waiter waiter : List.copyOf(slot.waiters)) {
                if (now >= waiter.deadline) {
                    answer(slot, waiter, Reply.Batch.empty(loop.position()));
                }
            }
        }
    }

    /** Answers all polls, of one session or of everybody. */
    void end(@Nullable String session, @Nullable Reply reply) {
        for (Slot slot : slots()) {
            for (Waiter waiter : List.copyOf(slot.waiters)) {
                if (session == null || waiter.reader.session().equals(session)) {
                    answer(slot, waiter, reply == null ? Reply.Batch.empty(loop.position()) : reply);
                }
            }
        }
    }

    /** Forgets a poll whose client went away. */
    void remove(Waiter waiter) {
        Slot slot = loop.index().peek(waiter.reader.user());
        slot.waiters.remove(waiter);
        loop.index().tidy(slot);
    }

    private void answer(Slot slot, Waiter waiter, Reply reply) {
        slot.waiters.remove(waiter);
        loop.index().tidy(slot);
        waiter.answer(reply instanceof Reply.Batch batch ? complete(batch, waiter) : reply);
    }

    private Reply complete(Reply.Batch batch, Waiter waiter) {
        return batch.with(batch.mine(), parts.presence().since(waiter.reader.user(), waiter.from.now()));
    }

    private List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        loop.index().slots().forEach(slot -> {
            if (!slot.waiters.isEmpty()) {
                slots.add(slot);
            }
        });
        return slots;
    }
}

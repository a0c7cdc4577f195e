package org.parley.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.log.Answer.Ack;
import org.parley.log.Store.CommandKey;
import org.parley.log.Store.Known;
import org.parley.log.Store.NewKey;

/** What a batch comes to, decided command by command, before any of it is written. */
final class Outcome {
    private final Encoding encoding;
    private final Decider.Round round;
    private final List<Answer> answers = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<NewKey> keys = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<CommandKey, Known> fresh = new HashMap<>();
    private Head head;

    Outcome(Head head, long at, Decider.Round round, Encoding encoding) {
        this.head = new Head(head.epoch(), head.id(), at, head.version());
        this.round = round;
        this.encoding = encoding;
    }

    List<Answer> answers() {
        return answers;
    }

    List<Change> changes() {
        return changes;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Whether there is nothing to write. */
    boolean isEmpty() {
        return events.isEmpty() && keys.isEmpty() && changes.isEmpty();
    }

    Store.Batch batch() {
        return new Store.Batch(head, events, keys, changes);
    }

    /**
     * Decides one command: a key that is known, here or in the store, gives its first answer before any other check.
     */
    void decide(Command command, Map<CommandKey, Known> known) {
        String name = command.key();
        CommandKey key = name == null ? null : new CommandKey(command.user(), name);
        Known before = Store.find(fresh, key);
        if (before == null) {
            before = Store.find(known, key);
        }
        answers.add(before == null ? first(command, key) : again(command, before));
    }

    private Answer again(Command command, Known before) {
        return before.hash().equals(command.hash())
                ? new Ack(encoding.fields(before.ack()))
                : Answer.Refusal.of(
                        Code.KEY_REUSED, "key", "This key came with another command before; make a new one.");
    }

    private Answer first(Command command, @Nullable CommandKey key) {
        Head next = new Head(head.epoch(), head.id() + 1, head.at(), head.version() + 1);
        Decision decision = command.request() instanceof Write write
                ? new Decision(Ack.EMPTY, List.of(), write.changes())
                : isOurs(command.request()) ? Decision.nothing(Ack.EMPTY) : round.decide(command, next);
        if (decision.answer() instanceof Ack ack) {
            accept(command, decision);
            if (key != null) {
                remember(key, new Known(command.hash(), encoding.text(ack.fields())));
            }
        }
        return decision.answer();
    }

    /** Whether it is the journal's own, and was or will be done elsewhere. */
    private static boolean isOurs(Request request) {
        return request instanceof Prune || request instanceof Look;
    }

    private void accept(Command command, Decision decision) {
        long id = head.id();
        for (Draft draft : decision.events()) {
            Event event = number(++id, draft, command);
            events.add(event);
            entries.add(Entry.of(event, encoding));
        }
        changes.addAll(decision.changes());
        head = new Head(head.epoch(), id, head.at(), head.version() + 1);
    }

    private Event number(long id, Draft draft, Command command) {
        return new Event(
                id,
                head.epoch(),
                head.at(),
                draft.type(),
                draft.v(),
                draft.room(),
                draft.subject(),
                draft.actor(),
                command.key(),
                encoding.text(draft.body()));
    }

    private void remember(CommandKey key, Known known) {
        fresh.put(key, known);
        keys.add(new NewKey(key, known, head.at()));
    }
}

package org.parley.delivery;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parley.delivery.Checker.Ack;
import org.parley.delivery.Checker.Client;
import org.parley.delivery.Checker.Message;
import org.parley.testing.Person;
import tools.jackson.databind.JsonNode;

/** A client that is parley.js itself: what {@code chaos-client.js} tells of it. */
abstract class LibraryClient implements ChaosClient {
    private final String name;
    private final Person person;
    private final List<Ack> acked = new CopyOnWriteArrayList<>();
    private final List<Message> saw = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Set<String> kept = new ConcurrentSkipListSet<>();
    private volatile long after;
    private volatile boolean started;
    private volatile boolean drained;
    private volatile boolean ended;

    LibraryClient(String name, Person person) {
        this.name = name;
        this.person = person;
    }

    /** Takes note of something that happened to it. */
    final void take(JsonNode fact) {
        switch (fact.path("fact").asString()) {
            case "started" -> {
                after = fact.path("after").asLong();
                started = true;
            }
            case "drained" -> drained = true;
            case "saw" -> saw.add(ChaosLog.message(fact));
            case "acked" ->
                acked.add(new Ack(fact.path("key").asString(), fact.path("id").asLong()));
            case "kept" -> kept.add(fact.path("text").asString());
            default -> faults.add(fact.toString());
        }
    }

    /** It was killed: nothing more will happen to it. */
    final void end() {
        ended = true;
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public boolean drained() {
        return drained || ended;
    }

    @Override
    public boolean saw(Set<Long> ids) {
        return ended
                || saw.stream().filter(message -> ids.contains(message.id())).count() >= ids.size();
    }

    /** One that was ended must have seen all up to the last that it saw. */
    @Override
    public Client history() {
        List<Message> seen = List.copyOf(saw);
        long lived = seen.isEmpty() ? after : seen.get(seen.size() - 1).id();
        return new Client(name, person.id(), after, ended ? lived : Long.MAX_VALUE, List.copyOf(acked), seen);
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public Set<String> kept() {
        return kept;
    }

    @Override
    public List<String> faults() {
        return List.copyOf(faults);
    }
}

package org.parley.delivery;

import java.util.List;
import java.util.Set;
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
    private volatile boolean started;
    private volatile boolean drained;

    LibraryClient(String name, Person person) {
        this.name = name;
        this.person = person;
    }

    /** Takes note of something that happened to it. */
    final void take(JsonNode fact) {
        switch (fact.path("fact").asString()) {
            case "started" -> started = true;
            case "drained" -> drained = true;
            case "saw" -> saw.add(ChaosIT.message(fact));
            case "acked" ->
                acked.add(new Ack(fact.path("key").asString(), fact.path("id").asLong()));
            default -> faults.add(fact.toString());
        }
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public boolean drained() {
        return drained;
    }

    @Override
    public boolean saw(Set<Long> ids) {
        return saw.stream().filter(message -> ids.contains(message.id())).count() >= ids.size();
    }

    @Override
    public Client history() {
        return new Client(name, person.id(), 0, Long.MAX_VALUE, List.copyOf(acked), List.copyOf(saw));
    }

    @Override
    public List<String> faults() {
        return List.copyOf(faults);
    }
}

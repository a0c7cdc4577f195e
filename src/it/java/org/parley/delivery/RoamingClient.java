package org.parley.delivery;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parley.delivery.Checker.Ack;
import org.parley.delivery.Checker.Client;
import org.parley.delivery.Checker.Message;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Heard;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of the public protocol alone, with a thread of its own: it changes its transport every few seconds and takes
 * its cursor along, and posts over HTTP, each message again and again with the same key until it is acked.
 */
final class RoamingClient implements ChaosClient, Runnable {
    private final String name;
    private final Person person;
    private final List<String> rooms;
    private final String start;
    private final Random random;
    private final Heard heard = new Heard();
    private final List<Ack> acked = new CopyOnWriteArrayList<>();
    private final List<Message> saw = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile boolean posting = true;
    private volatile boolean reading = true;
    private ObjectNode unacked;
    private int written;
    private int other;

    /** {@code person} speaks to the proxy, and begins at this cursor. */
    RoamingClient(String name, Person person, List<String> rooms, String start, long seed) {
        this.name = name;
        this.person = person;
        this.rooms = rooms;
        this.start = start;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        while (reading) {
            Transport transport = Transport.values()[random.nextInt(Transport.values().length)];
            Deadline end = Deadline.inMillis(500 + random.nextInt(4_000));
            try (Reader reader = transport.reader(person, heard)) {
                reader.connect(heard.cursor().isEmpty() ? start : heard.cursor());
                while (reading && !end.passed()) {
                    reader.next(Deadline.inMillis(100 + random.nextInt(300)));
                    note();
                    post();
                }
            } catch (LineEnded | UncheckedIOException e) {
                Deadline.pause();
            } catch (AssertionError e) {
                failed(e);
            } catch (RuntimeException e) {
                faults.add(name + ": " + e);
            }
        }
    }

    /** That nothing was heard in time is the network's doing; an event twice or out of order is not. */
    private void failed(AssertionError e) {
        if (!String.valueOf(e.getMessage()).startsWith("did not hear in time")) {
            faults.add(name + ": " + e.getMessage());
            reading = false;
        }
    }

    private void note() {
        for (JsonNode event :
                heard.events().subList(saw.size() + other, heard.events().size())) {
            if (event.path("type").asString().equals("message")) {
                saw.add(ChaosLog.message(event));
            } else {
                other++;
            }
        }
    }

    private void post() {
        if (unacked == null && posting && random.nextInt(3) == 0) {
            unacked = Commands.post(rooms.get(written % rooms.size()), name + ' ' + written++);
        }
        if (unacked != null) {
            JsonNode answer = person.send(unacked);
            if (answer.path("type").asString("").equals("ack")) {
                acked.add(new Ack(
                        unacked.path("key").asString(), answer.path("id").asLong()));
                unacked = null;
            } else if (!answer.path("code").asString("").matches("unavailable|rate-limited")) {
                faults.add(name + " was answered " + answer);
                unacked = null;
            }
        }
    }

    void end() {
        reading = false;
    }

    @Override
    public boolean started() {
        return true;
    }

    @Override
    public void go() {
        FaultyLine.inBackground(name, this);
    }

    @Override
    public void stop() {
        posting = false;
    }

    @Override
    public boolean drained() {
        return !reading || (!posting && unacked == null);
    }

    @Override
    public boolean saw(Set<Long> ids) {
        return !reading
                || saw.stream().filter(message -> ids.contains(message.id())).count() == ids.size();
    }

    @Override
    public Client history() {
        return new Client(name, person.id(), 0, Long.MAX_VALUE, List.copyOf(acked), List.copyOf(saw));
    }

    @Override
    public List<String> faults() {
        return new ArrayList<>(faults);
    }
}

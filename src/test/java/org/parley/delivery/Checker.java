package org.parley.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides whether what clients were acked and saw, and what the log holds, keeps the promise: nothing lost, nothing
 * repeated, the same order everywhere, and nobody saw what he may not. Knows the public protocol alone.
 */
public final class Checker {
    private final Map<Long, Message> log = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Set<String>> members;

    /** A message as the log has it, or as a client saw it. */
    public record Message(long id, String room, String from, String key, String text) {}

    /** A command was acked with the id of its message. */
    public record Ack(String key, long id) {}

    /**
     * All that happened to one client.
     *
     * @param name for whoever reads what is broken
     * @param user whose client it is
     * @param after the id after which it read
     * @param until the id up to which it must have read
     * @param acked in any order
     * @param saw in the order in which it saw them
     */
    public record Client(String name, String user, long after, long until, List<Ack> acked, List<Message> saw) {}

    private Checker(Map<String, Set<String>> members) {
        this.members = members;
    }

    /**
     * Every way in which the promise is broken; none if it is kept.
     *
     * @param log all messages, in order
     * @param members of each room, the same from the first message on
     * @param clients what happened to each
     */
    public static List<String> check(List<Message> log, Map<String, Set<String>> members, List<Client> clients) {
        Checker checker = new Checker(members);
        checker.checkLog(log);
        for (Client client : clients) {
            checker.checkAcks(client);
            checker.checkOrder(client);
            checker.checkSeen(client);
            checker.checkComplete(client);
        }
        return checker.broken;
    }

    private void checkLog(List<Message> messages) {
        long last = 0;
        Map<String, Long> keys = new HashMap<>();
        for (Message message : messages) {
            must(message.id() > last, "the log is out of order at " + message);
            last = message.id();
            Long first = keys.putIfAbsent(message.from() + ' ' + message.key(), message.id());
            must(first == null, "written twice: " + message + " and " + first);
            log.put(message.id(), message);
        }
    }

    private void checkAcks(Client client) {
        for (Ack ack : client.acked()) {
            Message message = log.get(ack.id());
            boolean kept = message != null
                    && message.key().equals(ack.key())
                    && message.from().equals(client.user());
            must(kept, client.name() + " was acked " + ack + ", but the log has " + message);
        }
    }

    private void checkOrder(Client client) {
        long last = client.after();
        Set<Long> seen = new HashSet<>();
        for (Message message : client.saw()) {
            must(seen.add(message.id()), client.name() + " saw twice: " + message);
            must(message.id() > last, client.name() + " saw out of order, after " + last + ": " + message);
            last = Math.max(last, message.id());
        }
    }

    private void checkSeen(Client client) {
        for (Message message : client.saw()) {
            must(message.equals(log.get(message.id())), client.name() + " saw what is not in the log: " + message);
            must(may(client, message), client.name() + " saw what he may not: " + message);
        }
    }

    private void checkComplete(Client client) {
        Set<Long> seen = new HashSet<>();
        client.saw().forEach(message -> seen.add(message.id()));
        for (Message message : log.values()) {
            boolean due = message.id() > client.after() && message.id() <= client.until() && may(client, message);
            must(!due || seen.contains(message.id()), client.name() + " never saw: " + message);
        }
    }

    private boolean may(Client client, Message message) {
        return members.getOrDefault(message.room(), Set.of()).contains(client.user());
    }

    private void must(boolean condition, String otherwise) {
        if (!condition) {
            broken.add(otherwise);
        }
    }
}

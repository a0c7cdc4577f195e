package org.parley.lab.compare;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Load;
import org.parley.lab.load.Transport;
import org.parley.transport.Query;
import org.parley.wire.Fields;
import org.parley.wire.Json;

/**
 * What is to be compared.
 *
 * @param transports each once
 * @param people how many read over each transport, in a room of their own
 * @param senders how many of them speak, by turns
 * @param rate messages a minute of each sender
 * @param size bytes of each message's text
 * @param interval milliseconds between the polls of one client
 * @param seconds how long each transport is measured
 * @param together whether all transports are run at the same time, else one after the other
 * @param browser whether the clients run in the page that asks, all at once, and not in the server
 */
record Choice(
        List<Transport> transports,
        int people,
        int senders,
        int rate,
        int size,
        int interval,
        int seconds,
        boolean together,
        boolean browser) {
    /** Most messages that all senders say in a second. */
    static final int MOST_SAID = 200;

    /** Most messages that all people hear in a second. */
    static final int MOST_HEARD = 4000;

    /** Most people who are there at the same time. */
    static final int MOST_PEOPLE = 500;

    private static final String TOGETHER = "together";
    private static final String IN_TURN = "in-turn";
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofSeconds(12);
    private static final int HOLD_SECONDS = 25;

    /**
     * Reads it from the parameters of an address; what is not named there is as usual, which the page shows before it
     * asks ({@code app/lab/comparison.js}). Throws {@link org.parley.wire.Refused}.
     */
    static Choice of(Query query) {
        Choice choice = new Choice(
                transports(query.text("transports")),
                number(query, "people", 20, 2, 200),
                number(query, "senders", 5, 1, 200),
                number(query, "rate", 12, 1, 1200),
                number(query, "size", 60, 1, 2000),
                number(query, "interval", 500, 100, 10_000),
                number(query, "seconds", 10, 2, 60),
                together(query.text("order")),
                "browser".equals(query.text("from")));
        choice.check();
        return choice;
    }

    private static List<Transport> transports(@Nullable String names) {
        if (names == null || names.isEmpty()) {
            return List.of(Transport.values());
        }
        Set<Transport> transports = new LinkedHashSet<>();
        for (String name : names.split(",", -1)) {
            transports.add(Transport.named(name)
                    .orElseThrow(() -> Fields.malformed(
                            "transports",
                            "transports must be some of "
                                    + Arrays.toString(Transport.values())
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-')
                                    + ", with commas between them.")));
        }
        return List.copyOf(transports);
    }

    private static boolean together(@Nullable String order) {
        if (order != null && !order.equals(TOGETHER) && !order.equals(IN_TURN)) {
            throw Fields.malformed("order", "order must be " + TOGETHER + " or " + IN_TURN + ".");
        }
        return !IN_TURN.equals(order);
    }

    private static int number(Query query, String name, int otherwise, int least, int most) {
        long value = query.number(name, otherwise);
        if (value < least || value > most) {
            throw Fields.malformed(name, name + " must be a whole number from " + least + " to " + most + ".");
        }
        return (int) value;
    }

    private void check() {
        if (senders > people) {
            throw Fields.malformed("senders", "senders must be at most people.");
        }
        int atOnce = rounds().get(0).size();
        if (people * atOnce > MOST_PEOPLE) {
            throw Fields.malformed(
                    "people", "people over all transports at the same time must be at most " + MOST_PEOPLE + ".");
        } else if (perSecond() * atOnce > MOST_SAID || perSecond() * atOnce * people > MOST_HEARD) {
            throw Fields.malformed(
                    "rate",
                    "All senders over all transports at the same time may say " + MOST_SAID
                            + " messages a second, and all people hear " + MOST_HEARD + ".");
        }
    }

    /** The transports that are run at the same time, in their order. */
    List<List<Transport>> rounds() {
        return together
                ? List.of(transports)
                : transports.stream().map(List::of).toList();
    }

    private double perSecond() {
        return senders * rate / 60.0;
    }

    /** What a run over a transport has to do. */
    Load load(Transport transport) {
        return new Load(
                transport,
                people,
                perSecond(),
                1,
                size,
                WARM_UP,
                Duration.ofSeconds(seconds),
                SETTLE,
                Duration.ofMillis(interval),
                HOLD_SECONDS,
                List.of(),
                1);
    }

    /** The same names as in an address. */
    Map<String, Object> json() {
        return Json.object(
                "transports", transports.stream().map(Transport::wire).toList(),
                "people", people,
                "senders", senders,
                "rate", rate,
                "size", size,
                "interval", interval,
                "seconds", seconds,
                "order", together ? TOGETHER : IN_TURN,
                "browser", browser ? true : null);
    }
}

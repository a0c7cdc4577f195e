package org.parley.lab.load;

import java.time.Duration;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param transport the way of talking
 * @param clients how many read, 1 or more; they are spread evenly over the rooms
 * @param rate messages a second in all, over 0
 * @param rooms in how many rooms, 1 to {@code clients}
 * @param size bytes of each message's text, 1 or more
 * @param warmUp how long it runs before anything is measured; may be zero
 * @param time how long it is measured
 * @param settle how long it waits without progress for messages that are still to come
 * @param pollInterval pause between the polls of one client
 * @param hold seconds a long poll is held
 * @param headers further lines for each request, {@code Name: value}; none by default
 * @param threads how many threads the clients share, 1 or more
 */
public record Load(
        Transport transport,
        int clients,
        double rate,
        int rooms,
        int size,
        Duration warmUp,
        Duration time,
        Duration settle,
        Duration pollInterval,
        int hold,
        List<String> headers,
        int threads) {
    /** The same over another transport. */
    public Load over(Transport other) {
        return new Load(other, clients, rate, rooms, size, warmUp, time, settle, pollInterval, hold, headers, threads);
    }

    /** The same at another rate. */
    public Load at(double other) {
        return new Load(
                transport, clients, other, rooms, size, warmUp, time, settle, pollInterval, hold, headers, threads);
    }

    /** How many messages are sent before it is measured. */
    int warmMessages() {
        return (int) Math.ceil(rate * warmUp.toNanos() / 1e9);
    }

    /** How many messages are sent in all. */
    int messages() {
        return warmMessages() + (int) Math.ceil(rate * time.toNanos() / 1e9);
    }
}

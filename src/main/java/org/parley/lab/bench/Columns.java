package org.parley.lab.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.parley.lab.load.Figures;

/** What is shown of a run, in the terminal and on the page: one list for both. */
final class Columns {
    /**
     * One column.
     *
     * @param title short, for the head
     * @param about a sentence that says what the figure is
     * @param value the figure
     */
    record Column(String title, String about, Function<Figures, String> value) {}

    static final List<Column> ALL = List.of(
            new Column(
                    "transport",
                    "How clients and server talk.",
                    run -> run.load().transport().wire()),
            new Column("clients", "Clients that took part.", run -> whole(run.there())),
            new Column(
                    "delivered",
                    "Messages heard in the measured time, each client counted.",
                    run -> whole(run.measured().heard())),
            new Column(
                    "lost", "Acknowledged messages that a client of the room never heard.", run -> whole(run.lost())),
            new Column("repeated", "Messages that came again.", run -> whole(run.repeated())),
            new Column("reordered", "Messages that came after a newer one.", run -> whole(run.reordered())),
            new Column("p50 ms", "Half of the messages were heard within this time.", run -> millis(run, 50)),
            new Column("p90 ms", "Nine of ten were.", run -> millis(run, 90)),
            new Column("p99 ms", "99 of 100 were.", run -> millis(run, 99)),
            new Column("max ms", "All were.", run -> millis(run, 100)),
            new Column(
                    "req/s",
                    "HTTP requests a second, handshakes and posts included.",
                    run -> decimal(run.measured().requests() / run.measured().seconds())),
            new Column(
                    "empty",
                    "Polls that were answered with nothing new.",
                    run -> whole(run.measured().empty())),
            new Column(
                    "up",
                    "Bytes that clients sent, headers included.",
                    run -> bytes(run.measured().up())),
            new Column(
                    "down",
                    "Bytes that they received.",
                    run -> bytes(run.measured().down())),
            new Column(
                    "bytes/useful",
                    "Bytes in both directions for each byte of text that was heard.",
                    run -> decimal(run.bytesPerUseful())),
            new Column(
                    "connections",
                    "TCP connections held at the end of the measured time.",
                    run -> whole(run.measured().connections())),
            new Column(
                    "CPU us/msg",
                    "CPU time of the server for each message heard, in microseconds.",
                    run -> run.cpuPerMessage().map(cpu -> decimal(1e6 * cpu)).orElse("?")),
            new Column(
                    "alloc B/msg",
                    "Memory the server allocated for each message heard.",
                    run -> run.allocatedPerMessage()
                            .map(memory -> whole(Math.round(memory)))
                            .orElse("?")));

    private Columns() {}

    private static String millis(Figures run, double percentile) {
        return run.latencies().getTotalCount() == 0 ? "-" : decimal(run.millis(percentile));
    }

    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number with as many digits as tell something; - when there is none. */
    static String decimal(double number) {
        if (Double.isNaN(number)) {
            return "-";
        }
        return number == Math.rint(number) || Math.abs(number) >= 100
                ? whole(Math.round(number))
                : String.format(Locale.ROOT, "%.2f", number);
    }

    static String bytes(long bytes) {
        return bytes < 10_000
                ? whole(bytes) + " B"
                : bytes < 10_000_000
                        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}

package org.parley.lab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Load;
import org.parley.lab.load.Target;
import org.parley.lab.load.Transport;

/**
 * What the command line asks for.
 *
 * @param target whom to load; null for a server of its own
 * @param transports over what, one after the other
 * @param load how; its transport is the first of them
 * @param user an account to use; null to sign up
 * @param password that account's
 * @param metricsToken opens the target's {@code /metrics}; null when unknown
 * @param report where to write the page; null for none
 * @param capacity whether to look for the highest rate that holds
 * @param p99 milliseconds that the 99th percentile may have then
 */
record Options(
        @Nullable Target target,
        List<Transport> transports,
        Load load,
        @Nullable String user,
        @Nullable String password,
        @Nullable String metricsToken,
        @Nullable Path report,
        boolean capacity,
        double p99) {
    private static final Set<String> FLAGS = Set.of("--capacity", "--remote", "--i-may-load-it");
    private static final Set<String> KNOWN = Set.of(
            "--url",
            "--transport",
            "--clients",
            "--rate",
            "--rooms",
            "--seconds",
            "--warm-up",
            "--size",
            "--poll-interval",
            "--hold",
            "--header",
            "--threads",
            "--user",
            "--password",
            "--metrics-token",
            "--report",
            "--p99");

    static final String HELP = """
            java -jar parley.war bench [--url URL] [--transport all|NAME,...] [OPTION ...]

            Loads a Parley with clients on raw sockets, counts every byte, and shows what each transport costs.
            Without --url it starts a server of its own, on a free port with a temporary home, and stops it again.

              --url URL           whom to load: http[s]://HOST:PORT[/PATH]
              --transport NAMES   upgrade, websocket, sse, long-polling, polling, or all (the default)
              --clients N         how many read (1000)
              --rate N            messages a second in all (50)
              --rooms N           in how many rooms (10); each client is in one, and hears what is said there
              --seconds N         how long each transport is measured (30)
              --warm-up N         seconds before that (5)
              --size N            bytes of a message's text (150)
              --poll-interval N   seconds between two polls of a client (1)
              --hold N            seconds a long poll is held (25)
              --header LINE       a further header of each request, "Name: value"; may be repeated
              --threads N         threads of the clients (2)
              --user NAME --password TEXT   an account to use, for all clients; otherwise accounts bench-… are made
              --metrics-token T   the server's setting metrics.token, to show what the server takes
              --report FILE       where to write the page with charts (parley-bench.html; "none" for none)
              --capacity          search for the highest rate that holds the bounds, and say what ran out
              --p99 N             the bound: milliseconds of the 99th percentile (250); besides, nothing lost or refused
              --remote --i-may-load-it   both, to load a host that is not this machine

            Latency runs from when a message was to be said to when a client heard it. What is a warm-up is not
            measured. --capacity leaves polling out where polls every --poll-interval are too late for --p99 anyway.
            Exit status 0: all went well. 1: it could not run; or something was lost, repeated, reordered or not
            answered; or, with --capacity, no load held for one that was tried. docs/lab.md says more.
            """;

    /** Reads a command line. Throws {@link BenchException} with one line that says what is wrong. */
    static Options of(List<String> arguments) {
        Words words = new Words(arguments, KNOWN, FLAGS);
        List<Transport> transports = transports(words.text("--transport"));
        int clients = words.whole("--clients", 1000, 1, 100_000);
        Load load = new Load(
                transports.get(0),
                clients,
                words.number("--rate", 50, 0.01, 1_000_000),
                words.whole("--rooms", Math.min(10, clients), 1, clients),
                words.whole("--size", 150, 1, 8192),
                seconds(words.number("--warm-up", 5, 0, 3600)),
                seconds(words.number("--seconds", 30, 1, 86_400)),
                Duration.ofSeconds(10),
                seconds(words.number("--poll-interval", 1, 0.01, 3600)),
                words.whole("--hold", 25, 1, 55),
                words.all("--header"),
                words.whole("--threads", 2, 1, 64));
        String report = words.text("--report");
        return new Options(
                target(words),
                transports,
                load,
                words.text("--user"),
                password(words),
                words.text("--metrics-token"),
                "none".equals(report) ? null : Path.of(report == null ? "parley-bench.html" : report),
                words.flag("--capacity"),
                words.number("--p99", 250, 1, 600_000));
    }

    private static @Nullable String password(Words words) {
        String password = words.text("--password");
        if ((password == null) != (words.text("--user") == null)) {
            throw new BenchException("--user and --password go together");
        }
        if (password != null && words.text("--url") == null) {
            throw new BenchException("--user needs --url: a server of its own has no such account");
        }
        return password;
    }

    private static List<Transport> transports(@Nullable String names) {
        if (names == null || names.equals("all")) {
            return List.of(Transport.values());
        }
        return Arrays.stream(names.split(",", -1))
                .map(name -> Transport.named(name)
                        .orElseThrow(() -> new BenchException("--transport: there is no \"" + name
                                + "\", but upgrade, websocket, sse, long-polling, polling and all")))
                .distinct()
                .toList();
    }

    private static @Nullable Target target(Words words) {
        String url = words.text("--url");
        if (url == null) {
            return null;
        }
        try {
            Target target = Target.of(url);
            if (!target.isLoopback() && !(words.flag("--remote") && words.flag("--i-may-load-it"))) {
                throw new BenchException(target.authority()
                        + " is not this machine, and a load run may take it down; if you may do that, say so twice:"
                        + " --remote --i-may-load-it");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new BenchException("--url: " + e.getMessage());
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}

package org.parley.conformance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Cases that are played against one server, a few at a time, and how each of them ended. */
final class Round {
    /** For what must come; a busy machine takes its time. */
    static final Duration PATIENCE = Duration.ofSeconds(45);

    /** For what is known not to come. */
    private static final Duration IMPATIENCE = Duration.ofMillis(1000);

    private static final int AT_A_TIME = 8;

    private final Server server;
    private final Known known;
    private final Map<String, CompletableFuture<Optional<Throwable>>> ends = new ConcurrentHashMap<>();
    private final Executor players = Executors.newFixedThreadPool(AT_A_TIME, task -> {
        Thread thread = new Thread(task, "conformance");
        thread.setDaemon(true);
        return thread;
    });

    Round(Server server, Known known) {
        this.server = server;
        this.known = known;
    }

    /** Begins a case. */
    void play(Case one) {
        Server whom = known.about(one).isPresent() ? server.patient(IMPATIENCE) : server;
        ends.put(one.id(), CompletableFuture.supplyAsync(() -> end(one, whom), players));
    }

    private static Optional<Throwable> end(Case one, Server whom) {
        try {
            one.exchange().play(whom);
            return Optional.empty();
        } catch (Exception | AssertionError e) {
            return Optional.of(e);
        }
    }

    /**
     * What is to be said of each rule once these cases have been played and each of them was demanded: {@code yes}, or
     * what happens instead.
     */
    Map<Rule, String> verdicts(List<Case> cases) {
        Map<Rule, List<Case>> byRule = cases.stream().collect(groupingBy(Case::rule, LinkedHashMap::new, toList()));
        Map<Rule, String> verdicts = new LinkedHashMap<>();
        byRule.forEach((rule, its) -> verdicts.put(rule, verdict(its)));
        return verdicts;
    }

    private String verdict(List<Case> cases) {
        List<Known.Deviation> deviations =
                cases.stream().flatMap(one -> known.about(one).stream()).toList();
        boolean always = deviations.size() == cases.size();
        String words = deviations.stream()
                .map(deviation -> deviation.sometimes() ? "at times: " : always ? "no: " : "in part: ")
                .distinct()
                .map(when -> when + words(deviations, when.startsWith("at times")))
                .collect(joining("; "));
        return words.isEmpty() ? "yes" : words;
    }

    private static String words(List<Known.Deviation> deviations, boolean sometimes) {
        return deviations.stream()
                .filter(deviation -> deviation.sometimes() == sometimes)
                .map(Known.Deviation::words)
                .distinct()
                .collect(joining("; "));
    }

    /** Waits for the end of a case and fails unless it is the one to expect. */
    void demand(Case one) {
        Optional<Throwable> failure = ends.get(one.id()).join();
        Optional<Known.Deviation> deviation = known.about(one);
        if (deviation.isEmpty() && failure.isPresent()) {
            throw new AssertionError(one.id() + ": " + failure.get().getMessage(), failure.get());
        }
        if (deviation.isPresent() && failure.isEmpty() && !deviation.get().sometimes()) {
            throw new AssertionError(one.id() + " is as it should be; forget what was known: "
                    + deviation.get().words());
        }
    }
}

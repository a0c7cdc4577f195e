package org.parley.lab.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.parley.feed.TransportMeter;
import org.parley.identity.SignedIn;
import org.parley.web.FallbackMeter;
import org.parley.web.SignInMeter;
import org.parley.wire.CommandMeter;

/** All meters of a node. Thread-safe. What is counted on hot paths was registered before, and only adds. */
public final class Meters implements CommandMeter, SignInMeter, FallbackMeter, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMeters process = new ProcessMeters();
    private final Map<String, Map<String, Counter>> commands = new ConcurrentHashMap<>();
    private final Timer commits = Timer.builder("parley.journal.commit")
            .description("Time from taking a batch of commands to their answers")
            .serviceLevelObjectives(millis(1, 2, 5, 10, 20, 50, 100, 500))
            .register(registry);
    private final DistributionSummary batches = DistributionSummary.builder("parley.journal.batch")
            .description("Commands carried out in one transaction")
            .serviceLevelObjectives(1, 2, 5, 10, 50, 200, 1024)
            .register(registry);

    /** Counts from zero; the process is watched too. */
    public Meters() {
        process.bindTo(registry);
    }

    /** What counts for one transport; to be asked for once. */
    public TransportMeter transport(String name) {
        return new CountedTransport(registry, name);
    }

    /** Shows a number that is looked up when somebody asks. */
    public <T> void gauge(String name, String description, T of, ToDoubleFunction<T> number) {
        Gauge.builder(name, of, number)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** A batch of the journal was committed. */
    public void committed(int size, long nanos) {
        batches.record(size);
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void answered(String type, String outcome) {
        commands.computeIfAbsent(type, made -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, command(type))
                .increment();
    }

    private Function<String, Counter> command(String type) {
        return outcome -> Counter.builder("parley.commands")
                .description("Commands that were answered")
                .tags("type", type, "outcome", outcome)
                .register(registry);
    }

    @Override
    public void attempted(String how, int status) {
        Counter.builder("parley.sign.ins")
                .description("Attempts to sign in or up that were answered")
                .tags("how", how, "status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    @Override
    public void passedOver(SignedIn caller, String transport, String reason) {
        Counter.builder("parley.fallbacks")
                .description("Transports that clients passed over")
                .tags("transport", transport, "reason", reason)
                .register(registry)
                .increment();
    }

    /** Everything as text, in the format of Prometheus (version 0.0.4). */
    public String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }

    private static Duration[] millis(long... bounds) {
        Duration[] durations = new Duration[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            durations[i] = Duration.ofMillis(bounds[i]);
        }
        return durations;
    }
}

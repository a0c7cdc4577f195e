package org.parley.lab.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import org.parley.lab.load.ServerCosts;

/** What the server's {@code /metrics} tells of its process. */
final class MetricsCosts implements ServerCosts {
    private final Api api;
    private final String token;

    MetricsCosts(Api api, String token) {
        this.api = api;
        this.token = token;
    }

    @Override
    public Optional<Sample> sample() {
        String text = api.text("/metrics", token);
        OptionalDouble cpu = value(text, "process_cpu_seconds_total");
        return cpu.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sample(
                        cpu.getAsDouble(),
                        value(text, "parley_allocated_bytes_total").orElse(-1)));
    }

    private static OptionalDouble value(String text, String meter) {
        return text.lines()
                .filter(line -> line.startsWith(meter + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(meter.length() + 1)))
                .findFirst();
    }
}

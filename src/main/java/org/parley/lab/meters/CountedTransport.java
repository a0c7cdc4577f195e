package org.parley.lab.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import org.parley.feed.TransportMeter;

/** The meters of one transport, with its name as their tag. */
final class CountedTransport implements TransportMeter {
    private final MeterRegistry registry;
    private final String name;
    private final Counter opened;
    private final Counter deliveries;
    private final Counter messages;
    private final Counter written;
    private final Counter read;
    private final Counter answers;
    private final Counter empty;
    private final LongAdder connections = new LongAdder();
    private final LongAdder held = new LongAdder();

    CountedTransport(MeterRegistry registry, String name) {
        this.registry = registry;
        this.name = name;
        opened = counter("parley.connections.opened", "Lines that began");
        deliveries = counter("parley.deliveries", "Events handed to readers, each reader counted");
        messages = counter("parley.messages.written", "Messages handed to lines, with acks, presence and heartbeats");
        written = counter("parley.bytes.written", "Bytes of messages and answers, without what the container adds");
        read = counter("parley.bytes.read", "Bytes of commands that came over lines, without framing");
        answers = counter("parley.answers", "Polls that were answered with a batch");
        empty = counter("parley.answers.empty", "Those of them that held no event");
        gauge("parley.connections", "Lines that are open", connections);
        gauge("parley.held", "Polls that are held", held);
    }

    private Counter counter(String meter, String description) {
        return Counter.builder(meter)
                .description(description)
                .tag("transport", name)
                .register(registry);
    }

    private void gauge(String meter, String description, LongAdder number) {
        Gauge.builder(meter, number, LongAdder::sum)
                .description(description)
                .tag("transport", name)
                .register(registry);
    }

    @Override
    public void opened() {
        opened.increment();
        connections.increment();
    }

    @Override
    public void closed(int code) {
        connections.decrement();
        Counter.builder("parley.closings")
                .description("Lines that ended, by close code; 1006 where the peer went without one")
                .tags("transport", name, "code", Integer.toString(code))
                .register(registry)
                .increment();
    }

    @Override
    public void wrote(int events, int bytes) {
        messages.increment();
        written.increment(bytes);
        deliveries.increment(events);
    }

    @Override
    public void received(int bytes) {
        read.increment(bytes);
    }

    @Override
    public void answered(int events, int bytes) {
        answers.increment();
        written.increment(bytes);
        deliveries.increment(events);
        if (events == 0) {
            empty.increment();
        }
    }

    @Override
    public void held(int change) {
        held.add(change);
    }

    @Override
    public void refused(String code) {
        Counter.builder("parley.refusals")
                .description("Requests to a transport that were refused, by the code of the problem")
                .tags("transport", name, "code", code)
                .register(registry)
                .increment();
    }
}

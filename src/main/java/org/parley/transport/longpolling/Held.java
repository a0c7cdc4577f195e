package org.parley.transport.longpolling;

import java.util.concurrent.atomic.AtomicBoolean;
import org.parley.feed.TransportMeter;

/** One poll among those that are held: counted until it is answered or its client is gone, whichever is first. */
final class Held {
    private final TransportMeter meter;
    private final AtomicBoolean over = new AtomicBoolean();

    Held(TransportMeter meter) {
        this.meter = meter;
        meter.held(1);
    }

    void end() {
        if (over.compareAndSet(false, true)) {
            meter.held(-1);
        }
    }
}

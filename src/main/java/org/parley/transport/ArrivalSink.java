package org.parley.transport;

import org.parley.feed.Ending;
import org.parley.feed.Frame;
import org.parley.feed.Sink;
import org.parley.feed.TransportMeter;

/**
 * A sink that tells what becomes of its arrival: opened with the first frame, closed when the feed ends it.
 *
 * @param sink where frames go
 * @param arrival whose line it is
 */
public record ArrivalSink(Sink sink, Arrival arrival) implements Sink {
    @Override
    public boolean write(Frame frame) {
        boolean more = sink.write(frame);
        arrival.opened();
        return more;
    }

    @Override
    public void close(Ending ending) {
        arrival.closed(ending.code());
        sink.close(ending);
    }

    @Override
    public TransportMeter meter() {
        return sink.meter();
    }

    @Override
    public long taken() {
        return sink.taken();
    }

    @Override
    public int largest() {
        return sink.largest();
    }

    @Override
    public boolean twoWay() {
        return sink.twoWay();
    }
}

package org.parley.transport.upgrade;

import org.parley.feed.Ending;
import org.parley.feed.Frame;
import org.parley.feed.Sink;
import org.parley.feed.TransportMeter;

/** A connection as a sink: the loop's thread writes as far as the peer takes it, and never waits. */
record ConnectionSink(Connection connection, TransportMeter meter) implements Sink {
    @Override
    public boolean write(Frame frame) {
        return connection.send(frame.bytes());
    }

    @Override
    public void close(Ending ending) {
        connection.close(ending.code(), ending.reason());
    }

    @Override
    public long taken() {
        return connection.taken();
    }

    @Override
    public boolean twoWay() {
        return true;
    }
}

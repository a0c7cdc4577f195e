package org.parley.conformance;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.parley.testing.Deadline;
import org.parley.testing.RawHttp;

/**
 * Whom a case is played against.
 *
 * @param address scheme, host, port and context path
 * @param target the path of the echo below it
 * @param patience how long to wait for what must come
 */
record Server(URI address, String target, Duration patience) {
    RawHttp connect() throws IOException {
        return RawHttp.connect(address);
    }

    Deadline deadline() {
        return Deadline.in(patience);
    }

    Server patient(Duration other) {
        return new Server(address, target, other);
    }
}

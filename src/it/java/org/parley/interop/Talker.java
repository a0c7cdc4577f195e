package org.parley.interop;

import org.parley.testing.Deadline;

/** A client's connection while a test tells it what to say. */
interface Talker extends AutoCloseable {
    void text(String text);

    void binary(byte[] bytes);

    void close(int code, String reason);

    /** What the client tells next. */
    Told next(Deadline deadline);

    @Override
    void close();
}

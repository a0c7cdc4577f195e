package org.parley.testing;

/** The five ways to follow the log. */
public enum Transport {
    POLLING("/transport/polling"),
    LONG_POLLING("/transport/long-polling"),
    SSE("/transport/sse"),
    WEBSOCKET("/transport/websocket"),
    UPGRADE("/transport/upgrade");

    private final String path;

    Transport(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    /** Commands go up the same line. */
    public boolean isSocket() {
        return this == WEBSOCKET || this == UPGRADE;
    }

    /** Each answer is asked for. */
    public boolean isPoll() {
        return this == POLLING || this == LONG_POLLING;
    }

    public Reader reader(Person person) {
        return reader(person, new Heard());
    }

    /** A reader that goes on where another stopped: it adds to what that one heard. */
    public Reader reader(Person person, Heard heard) {
        return switch (this) {
            case POLLING, LONG_POLLING -> new PollingReader(this, person, heard);
            case SSE -> new SseReader(person, heard);
            case WEBSOCKET, UPGRADE -> new SocketReader(this, person, heard);
        };
    }
}

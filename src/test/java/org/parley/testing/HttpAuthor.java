package org.parley.testing;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/** Posts in bodies of several messages, one request at a time. */
public final class HttpAuthor extends Author {
    private Person line;

    /** {@code server}: where it is now; whoever starts it anew says so there. */
    public HttpAuthor(Person person, String room, AtomicReference<URI> server) {
        super(person, room, server);
    }

    @Override
    void send(Person there, List<ObjectNode> commands) {
        if (line == null) {
            line = there;
        }
        line.send(commands).forEach(this::answered);
    }

    @Override
    void lost() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}

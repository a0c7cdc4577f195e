package org.parley.testing;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/** Posts over a socket, several messages before the first ack. */
public final class SocketAuthor extends Author {
    private final Transport transport;
    private SocketReader line;

    /** {@code server}: where it is now; whoever starts it anew says so there. */
    public SocketAuthor(Transport transport, Person person, String room, AtomicReference<URI> server) {
        super(person, room, server);
        this.transport = transport;
    }

    @Override
    void send(Person there, List<ObjectNode> commands) {
        if (line == null) {
            line = (SocketReader) transport.reader(there);
            line.connect();
        }
        commands.forEach(command -> line.write(command));
        commands.forEach(command -> answered(line.awaitAnswer(command)));
    }

    @Override
    void lost() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}

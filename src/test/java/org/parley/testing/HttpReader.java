package org.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads over HTTP alone: commands go over the connection of the person. */
abstract class HttpReader extends Reader {
    /** The connection that is read from; null while there is none. */
    RawHttp line;

    HttpReader(Person person, Heard heard) {
        super(person, heard);
    }

    @Override
    public final JsonNode send(ObjectNode command) {
        return person.send(command);
    }

    @Override
    public final void vanish() {
        try {
            line.vanish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (line != null) {
                line.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            line = null;
        }
    }
}

package org.parley.log;

import java.util.Map;

/** How events and their bodies are written down. Thread-safe. */
public interface Encoding {
    /** Fields as the text of a JSON object: strings, numbers, booleans, lists and maps of them. */
    String text(Map<String, ?> fields);

    /** Reads what {@link #text} wrote; whole numbers come back as {@link Long}. */
    Map<String, Object> fields(String text);

    /** An event as its readers get it: a JSON object in UTF-8. */
    byte[] event(Event event);
}

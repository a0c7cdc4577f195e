package org.parley.web;

import java.util.List;
import java.util.Map;

/** Knows what reached this node of a client's attempts to connect. Thread-safe; does not block. */
public interface Witness {
    /** The newest attempts of a session's client, newest last, each as its fields by name. */
    List<Map<String, Object>> attempts(String session, String client);
}

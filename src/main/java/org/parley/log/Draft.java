package org.parley.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event before the {@link Journal} numbers it; the columns mean what they mean in {@link Event}.
 *
 * @param type what happened
 * @param v version of the body's form
 * @param room the room, if any
 * @param subject whom it is about, if anybody
 * @param actor who did it
 * @param body the other fields: strings, numbers, booleans, lists and maps of them
 */
public record Draft(
        String type, int v, @Nullable String room, @Nullable String subject, String actor, Map<String, ?> body) {}

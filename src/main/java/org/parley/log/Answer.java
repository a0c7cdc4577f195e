package org.parley.log;

import java.util.Map;

/** What became of a command. */
public sealed interface Answer {
    /**
     * It is durable.
     *
     * @param fields what its author needs to know: {@code id} of its event where there is one, names of what was made
     */
    record Ack(Map<String, Object> fields) implements Answer {
        /** Acknowledges a command that changed nothing, or nothing that has an id. */
        public static final Ack EMPTY = new Ack(Map.of());
    }

    /**
     * It was refused, and nothing of it was written (with {@link Code#UNAVAILABLE} that is unknown).
     *
     * @param code why
     * @param message a sentence for people
     * @param extras what a program needs besides: {@code field}, {@code limit}, {@code retry}
     */
    record Refusal(Code code, String message, Map<String, Object> extras) implements Answer {
        /** A refusal that the code and a sentence explain. */
        public static Refusal of(Code code, String message) {
            return new Refusal(code, message, Map.of());
        }

        /** A refusal that one field of the request caused. */
        public static Refusal of(Code code, String field, String message) {
            return new Refusal(code, message, Map.of("field", field));
        }
    }
}

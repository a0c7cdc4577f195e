package org.parley.wire;

import org.jspecify.annotations.Nullable;
import org.parley.chat.ChatRequest;
import org.parley.log.Answer.Refusal;

/** What a client sent, read but not yet carried out. */
sealed interface Incoming {
    /** A command of a type, with its key. */
    record Keyed(String type, String key, String hash, int size, ChatRequest request) implements Incoming {}

    /** The author types in a room. */
    record Typing(String room) implements Incoming {}

    /** The line lives. */
    record Alive() implements Incoming {}

    /** It can't be understood; with its key, if at least that could be read. */
    record Bad(@Nullable String key, Refusal refusal) implements Incoming {}
}

package org.parley.wire;

/** Counts commands. Thread-safe; may be called on the journal's thread, and returns at once. */
public interface CommandMeter {
    /** Counts nothing. */
    CommandMeter NONE = (type, outcome) -> {};

    /**
     * A command was answered.
     *
     * @param type {@code post} and so on; {@code unknown} for what could not be read
     * @param outcome {@code ack}, or the code of the refusal
     */
    void answered(String type, String outcome);
}

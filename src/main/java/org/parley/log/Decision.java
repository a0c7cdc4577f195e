package org.parley.log;

import java.util.List;

/**
 * What a command leads to.
 *
 * @param answer what its author is told
 * @param events what happened, in order; empty when refused or without effect
 * @param changes what that means for the projections
 */
public record Decision(Answer answer, List<Draft> events, List<? extends Change> changes) {
    /** Nothing happens. */
    public static Decision nothing(Answer answer) {
        return new Decision(answer, List.of(), List.of());
    }

    /** Refuses, with a sentence. */
    public static Decision refuse(Code code, String message) {
        return nothing(Answer.Refusal.of(code, message));
    }

    /** Refuses because of one field. */
    public static Decision refuse(Code code, String field, String message) {
        return nothing(Answer.Refusal.of(code, field, message));
    }
}

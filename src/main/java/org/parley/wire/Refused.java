package org.parley.wire;

import java.io.Serial;
import org.parley.log.Answer.Refusal;

/** A request can't be carried out; carries what its author is told. */
public final class Refused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    /** Refuses, without the cost of a stack trace. */
    public Refused(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    /** What its author is told. */
    public Refusal refusal() {
        return refusal;
    }
}

package org.parley.rfc6455;

/**
 * Ends decoding where a peer broke a rule; never leaves the package. It has no stack trace, because the peer decides
 * how often it is thrown and the violation already says all.
 */
final class ViolationException extends Exception {
    private static final long serialVersionUID = 1;

    private final Violation violation;

    ViolationException(Violation violation) {
        super(violation.sentence(), null, false, false);
        this.violation = violation;
    }

    Violation violation() {
        return violation;
    }
}

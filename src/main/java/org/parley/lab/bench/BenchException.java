package org.parley.lab.bench;

/** Why a load run cannot be; the message is all that is shown. */
final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }
}

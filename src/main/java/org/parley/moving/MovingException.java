package org.parley.moving;

/** Why an installation cannot be moved; the message is all that is shown. */
final class MovingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MovingException(String message) {
        super(message);
    }
}

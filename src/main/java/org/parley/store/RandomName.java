package org.parley.store;

import java.security.SecureRandom;

/** Names that nobody chose: of epochs and installations. */
final class RandomName {
    private RandomName() {}

    /** So many random characters of {@code a-z0-9}. */
    static String of(int length) {
        StringBuilder name = new StringBuilder();
        new SecureRandom().ints(length, 0, 36).forEach(digit -> name.append(Character.forDigit(digit, 36)));
        return name.toString();
    }
}

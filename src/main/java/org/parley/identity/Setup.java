package org.parley.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The one-time code that lets somebody make the first account from another machine; printed to the log while there is
 * none.
 */
public final class Setup {
    private final String code;

    /** Makes a new code of 60 random bits. */
    public Setup() {
        byte[] bytes = new byte[9];
        new SecureRandom().nextBytes(bytes);
        this.code =
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, 10);
    }

    /** The code, for the log. */
    public String code() {
        return code;
    }

    /** Whether somebody knows the code. */
    public boolean matches(String text) {
        return MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }
}

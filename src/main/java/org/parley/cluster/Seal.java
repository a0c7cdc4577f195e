package org.parley.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows that a message comes from a node of this installation, whoever else may speak on the same NATS: the first 32
 * bytes are HMAC-SHA-256 of what follows, with a key that only this installation's database has. For one thread.
 */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;

    private final Mac mac;

    /**
     * @param key the database's
     * @param use what is sealed, so that nothing sealed for one use is good for another
     */
    Seal(byte[] key, String use) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.init(new SecretKeySpec(mac.doFinal(use.getBytes(UTF_8)), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** The message with its seal before it. */
    byte[] close(byte[] message) {
        byte[] sealed = Arrays.copyOf(mac.doFinal(message), LENGTH + message.length);
        System.arraycopy(message, 0, sealed, LENGTH, message.length);
        return sealed;
    }

    /** The message; empty if this seal is not on it. */
    Optional<byte[]> open(byte[] sealed) {
        if (sealed.length < LENGTH) {
            return Optional.empty();
        }
        mac.update(sealed, LENGTH, sealed.length - LENGTH);
        return MessageDigest.isEqual(mac.doFinal(), Arrays.copyOf(sealed, LENGTH))
                ? Optional.of(Arrays.copyOfRange(sealed, LENGTH, sealed.length))
                : Optional.empty();
    }
}

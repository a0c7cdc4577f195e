package org.parley.cluster;

import io.nats.client.AuthHandler;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where NATS is, and as whom one comes to it. Its text shows no secrets.
 *
 * @param servers as {@code nats://HOST:4222}, or {@code tls://HOST:4222}
 * @param user empty for none
 * @param password the user's
 * @param token instead of a user; empty for none
 * @param credentials from a file, instead of either; null for none
 * @param trust whose certificates are good for {@code tls}; null for those that Java trusts
 */
public record NatsAccess(
        List<String> servers,
        String user,
        String password,
        String token,
        @Nullable AuthHandler credentials,
        @Nullable SSLContext trust) {
    @Override
    public String toString() {
        return String.join(", ", servers);
    }
}

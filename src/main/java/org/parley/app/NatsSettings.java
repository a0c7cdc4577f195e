package org.parley.app;

import io.nats.client.AuthHandler;
import io.nats.client.Nats;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.cluster.CheckedTls;
import org.parley.cluster.NatsAccess;

/** What the settings that begin with {@code nats.} mean together. */
final class NatsSettings {
    private static final String URL = "nats.url";
    private static final String CREDENTIALS = "nats.credentials";
    private static final String TRUST = "nats.trust";
    private static final String TLS = "tls";
    private static final byte[] ANYTHING = {1, 2, 3};

    private NatsSettings() {}

    /**
     * How to come to NATS; empty where it is not used.
     *
     * @throws StartException with a sentence that names the setting, and shows no secret
     */
    static Optional<NatsAccess> access(Settings settings) {
        if (settings.natsUrl().isEmpty()) {
            requireNothingElse(settings);
            return Optional.empty();
        }
        List<String> servers = Arrays.stream(settings.natsUrl().split(",", -1))
                .map(String::strip)
                .toList();
        servers.forEach(NatsSettings::check);
        requireOneUser(settings);
        return Optional.of(new NatsAccess(
                servers,
                settings.natsUser(),
                settings.natsPassword(),
                settings.natsToken(),
                credentials(settings.natsCredentials()),
                trust(servers, settings.natsTrust())));
    }

    private static void requireNothingElse(Settings settings) {
        boolean others = Stream.of(
                        settings.natsCredentials(),
                        settings.natsUser(),
                        settings.natsPassword(),
                        settings.natsToken(),
                        settings.natsTrust())
                .anyMatch(setting -> !setting.isEmpty());
        if (others) {
            throw new StartException(URL + " is empty, and other settings of NATS are not");
        }
    }

    /** The address is not repeated: there may be a password in it. */
    private static void check(String server) {
        try {
            URI uri = new URI(server);
            if (uri.getRawUserInfo() != null) {
                throw new StartException(
                        URL + " holds a user or a token: these belong into nats.user and nats.password, or nats.token");
            }
            boolean known = "nats".equals(uri.getScheme()) || TLS.equals(uri.getScheme());
            if (known && uri.getHost() != null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // as any other
        }
        throw new StartException(
                URL + " is not a list, with commas, of addresses like nats://HOST:4222 or tls://HOST:4222");
    }

    private static void requireOneUser(Settings settings) {
        long ways = Stream.of(settings.natsCredentials(), settings.natsUser(), settings.natsToken())
                .filter(setting -> !setting.isEmpty())
                .count();
        if (ways > 1) {
            throw new StartException("Only one of nats.credentials, nats.user and nats.token can be used");
        }
        if (settings.natsUser().isEmpty() != settings.natsPassword().isEmpty()) {
            throw new StartException("nats.user and nats.password belong together: one of these settings is missing");
        }
    }

    /** It is read at each connection, so that it can be renewed; now it is only seen to be good. */
    private static @Nullable AuthHandler credentials(String file) {
        if (file.isEmpty()) {
            return null;
        }
        try {
            Files.readString(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            throw new StartException(CREDENTIALS + ": " + file + " can't be read ("
                    + e.getClass().getSimpleName() + ")");
        }
        AuthHandler handler = Nats.credentials(file);
        try {
            if (handler.getJWT() != null && handler.sign(ANYTHING).length > 0) {
                return handler;
            }
        } catch (RuntimeException e) {
            // its message may show what it could not read
        }
        throw new StartException(
                CREDENTIALS + ": " + file + " does not hold a user's JWT and seed, as nsc generate creds writes them");
    }

    private static @Nullable SSLContext trust(List<String> servers, String file) {
        boolean secure = servers.stream().anyMatch(server -> server.startsWith(TLS));
        if (!secure && !file.isEmpty()) {
            throw new StartException(TRUST + " is for tls://, which no address in " + URL + " begins with");
        }
        if (!secure) {
            return null;
        }
        try {
            return CheckedTls.trusting(file.isEmpty() ? null : Path.of(file));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new StartException(TRUST + ": " + file + " does not hold certificates that can be read: " + e);
        }
    }
}

package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.NKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.cluster.NatsAccess;
import org.parley.testing.Pems;

class NatsSettingsTest {
    private static final String SECRET = "hunter2-hunter2";

    @TempDir
    Path home;

    @Test
    void withoutAnAddressItIsNotUsed() {
        assertEquals(Optional.empty(), NatsSettings.access(settings()));
        assertRefused("nats.url", "nats.token", SECRET);
    }

    @Test
    void severalServersAndAUser() {
        NatsAccess access =
                access("nats.url", "nats://a:4222, nats://[::1]:4222", "nats.user", "u", "nats.password", SECRET);

        assertEquals(List.of("nats://a:4222", "nats://[::1]:4222"), access.servers());
        assertEquals(SECRET, access.password());
        assertFalse(access.toString().contains(SECRET));
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String url : List.of(
                "nats",
                "http://a:4222",
                "nats://",
                "nats://a:4222/x",
                "nats://a:4222?x=y",
                "nats://a b",
                "nats://a,",
                ",")) {
            assertRefused("nats.url", "nats.url", url);
        }
        assertRefused("nats.password", "nats.url", "nats://u:" + SECRET + "@a:4222");
        assertRefused("nats.token", "nats.url", "nats://" + SECRET + "@a:4222");
    }

    @Test
    void oneComesAsOneUser() {
        assertRefused("nats.user", "nats.url", "nats://a", "nats.password", SECRET);
        assertRefused("nats.password", "nats.url", "nats://a", "nats.user", "u");
        assertRefused(
                "nats.token", "nats.url", "nats://a", "nats.token", SECRET, "nats.user", "u", "nats.password", SECRET);
    }

    @Test
    void aFileOfCredentialsSigns() throws Exception {
        NKey user = NKey.createUser(null);
        Path file = credentials(new String(user.getSeed()));

        NatsAccess access = access("nats.url", "nats://a", "nats.credentials", file.toString());

        byte[] nonce = {4, 5, 6};
        assertTrue(user.verify(nonce, assertNotNullAnd(access).sign(nonce)));
    }

    private static io.nats.client.AuthHandler assertNotNullAnd(NatsAccess access) {
        assertNotNull(access.credentials());
        return access.credentials();
    }

    @Test
    void aFileThatHoldsNoCredentialsIsRefusedAndNotShown() throws Exception {
        assertRefused(
                "nats.credentials",
                "nats.url",
                "nats://a",
                "nats.credentials",
                home.resolve("none").toString());
        Path file = credentials(SECRET);
        assertRefused("nats.credentials", "nats.url", "nats://a", "nats.credentials", file.toString());
        Files.writeString(file, SECRET);
        assertRefused("nats.credentials", "nats.url", "nats://a", "nats.credentials", file.toString());
    }

    @Test
    void tlsTrustsWhatItIsToldTo() throws Exception {
        Pems pems = Pems.make(home, "EC");

        assertNotNull(access("nats.url", "tls://a", "nats.trust", pems.cert().toString())
                .trust());
        assertNotNull(access("nats.url", "tls://a").trust());
        assertRefused(
                "nats.trust",
                "nats.url",
                "tls://a",
                "nats.trust",
                home.resolve("none").toString());
        assertRefused(
                "nats.trust",
                "nats.url",
                "tls://a",
                "nats.trust",
                Files.writeString(home.resolve("x"), "").toString());
        assertRefused(
                "nats.trust", "nats.url", "nats://a", "nats.trust", pems.cert().toString());
    }

    @Test
    void sqliteHasNoUseForIt() {
        Settings settings = settings("nats.url", "nats://127.0.0.1:1");
        StartException refusal =
                assertThrows(StartException.class, () -> Storage.open(settings).close());
        assertTrue(refusal.getMessage().startsWith("nats.url "), refusal.getMessage());
    }

    private Path credentials(String seed) throws IOException {
        return Files.writeString(home.resolve("user.creds"), """
                -----BEGIN NATS USER JWT-----
                aaaa.bbbb.cccc
                ------END NATS USER JWT------

                -----BEGIN USER NKEY SEED-----
                %s
                ------END USER NKEY SEED------
                """.formatted(seed));
    }

    private NatsAccess access(String... pairs) {
        return NatsSettings.access(settings(pairs)).orElseThrow();
    }

    private void assertRefused(String name, String... pairs) {
        String message =
                assertThrows(StartException.class, () -> settings(pairs)).getMessage();
        assertTrue(message.contains(name), message);
        assertFalse(message.contains(SECRET), Arrays.toString(pairs));
    }

    private Settings settings(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("home", home.toString()));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return Settings.load(List.of(new Source(values, name -> name)));
    }
}

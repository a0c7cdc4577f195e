package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nats.client.AuthHandler;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.log.Doorbell;
import org.parley.log.Ring;
import org.parley.store.PostgresSource;
import org.parley.store.PostgresStore;
import org.parley.testing.Deadline;
import org.parley.testing.NatsServer;
import org.parley.testing.Pems;
import org.parley.testing.PostgresServer;

/** Who may come to a NATS that asks, and over TLS. */
class NatsAccessTest {
    @TempDir
    Path folder;

    @Test
    void aUserAndAPasswordOverTlsThatIsTrusted() throws Exception {
        Pems pems = Pems.make(folder, "EC");
        SSLContext trust = CheckedTls.trusting(pems.cert());
        try (NatsServer nats = NatsServer.begin(
                "--tls",
                "--tlscert",
                pems.cert().toString(),
                "--tlskey",
                pems.key().toString(),
                "--user",
                "u",
                "--pass",
                "p")) {
            assertHears(new NatsAccess(List.of("tls://127.0.0.1:" + nats.port()), "u", "p", "", null, trust));
            assertRefuses("tls://localhost:" + nats.port(), trust, "the certificate is another host's");
            assertRefuses("tls://127.0.0.1:" + nats.port(), CheckedTls.trusting(null), "nobody signed it");
        }
    }

    @Test
    void aToken() {
        try (NatsServer nats = NatsServer.begin("--auth", "t")) {
            assertHears(new NatsAccess(List.of(nats.url()), "", "", "t", null, null));
        }
    }

    /** A file as nsc writes it, for a server that believes an operator. */
    @Test
    void credentialsOfAnAccountThatAnOperatorSigned() throws Exception {
        NatsOperator operator = new NatsOperator();
        try (NatsServer nats = NatsServer.begin(
                "-c", operator.serve(folder.resolve("nats.conf")).toString())) {
            AuthHandler ours = Nats.credentials(
                    operator.credentials(folder.resolve("ours.creds")).toString());
            AuthHandler foreign = Nats.credentials(new NatsOperator()
                    .credentials(folder.resolve("foreign.creds"))
                    .toString());

            assertHears(new NatsAccess(List.of(nats.url()), "", "", "", ours, null));
            assertRefuses(
                    Options.builder().server(nats.url()).authHandler(foreign).build(), "another operator signed it");
        }
    }

    private void assertRefuses(String url, SSLContext trust, String why) {
        Options options = Options.builder()
                .server(url)
                .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs)
                .sslContext(trust)
                .userInfo("u", "p")
                .build();
        assertRefuses(options, why);
    }

    private static void assertRefuses(Options options, String why) {
        assertThrows(IOException.class, () -> Nats.connect(options).close(), why);
    }

    private void assertHears(NatsAccess access) {
        PostgresServer server = PostgresServer.shared();
        var source = PostgresSource.of(server.database(), "", "");
        try (PostgresStore store = PostgresStore.silent(source, folder.resolve("home"), true);
                NatsLink link = NatsLink.open(access, store.secret(), source, "test", "one")) {
            AtomicBoolean listens = new AtomicBoolean();
            link.doorbell().listen(new Doorbell.Listener() {
                @Override
                public void rung(Ring ring) {}

                @Override
                public void missed() {
                    listens.set(true);
                }
            });
            Deadline.usual().await("that it listens", listens::get);
            assertEquals(access.servers().get(0), access.toString());
        }
    }
}

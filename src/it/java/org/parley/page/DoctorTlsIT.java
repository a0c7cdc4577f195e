package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.container.Front;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Pems;

/** The Doctor where nginx ends TLS, or says that it does, to a server that believes it or does not. */
@Tag("long")
class DoctorTlsIT {
    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path folder;

    private ParleyProcess start(boolean believes) {
        Path home = folder.resolve("home");
        ParleyProcess parley =
                believes ? ParleyProcess.start(home, "--proxies-trusted", "127.0.0.1") : ParleyProcess.start(home);
        CHROMIUM.visitor(parley.address()).signUp("admin").leave();
        return parley;
    }

    static Stream<Arguments> secure() {
        return Stream.of(
                Arguments.of("https", true, null),
                Arguments.of("''", true, "scheme-hidden"),
                Arguments.of("http", true, "scheme-contradicted"),
                Arguments.of("https", false, "scheme-unbelieved"));
    }

    @ParameterizedTest
    @MethodSource("secure")
    void aPageOverTls(String said, boolean believed, String name) throws Exception {
        Pems pems = Pems.make(Files.createDirectories(folder.resolve("pems")), "RSA");
        try (ParleyProcess parley = start(believed)) {
            URI inner = parley.address();
            String configuration = "events {} http { server { listen 127.0.0.1:PORT ssl; ssl_certificate " + pems.cert()
                    + "; ssl_certificate_key " + pems.key() + "; location / { proxy_pass " + inner
                    + "; proxy_http_version 1.1; proxy_set_header Host $http_host; proxy_set_header Upgrade $http_upgrade;"
                    + " proxy_set_header Connection upgrade; proxy_buffering off; proxy_set_header X-Forwarded-Proto "
                    + said + "; } } }";
            try (Front front = Front.nginx(folder.resolve("nginx"), configuration)) {
                Browser.NewContextOptions options = Look.USUAL.options().setIgnoreHTTPSErrors(true);
                Visitor bob = new Visitor(CHROMIUM.browser().newContext(options), front.secureAddress(), Look.USUAL);
                bob.signUp(Visitor.unique("bob"));
                List<String> found = DoctorFrontsIT.examined(bob, front.secureAddress());
                assertEquals(name == null ? List.of() : List.of("tls: " + name), found);
                bob.leave();
            }
        }
    }

    /** Over plain http at a host's name the browser drops a cookie that is for TLS, so nobody is signed in. */
    @Test
    void aServerThatBelievesInTlsWhereThereIsNone() {
        Map<String, String> lines = new TreeMap<>(DoctorIT.GOOD);
        lines.put("proxy_set_header X-Forwarded-Proto", "https");
        try (ParleyProcess parley = start(true);
                Front front = Front.nginx(folder.resolve("nginx"), parley.address(), lines)) {
            URI outside = Chromium.atHost(front.address());
            Visitor bob = CHROMIUM.visitor(outside).prepareFor(".*");
            List<String> found = DoctorFrontsIT.examined(bob, outside);
            assertTrue(found.contains("tls: scheme-claimed"), found::toString);
        }
    }
}

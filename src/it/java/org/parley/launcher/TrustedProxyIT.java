package org.parley.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.Answer;
import org.parley.testing.Json;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.Request;
import tools.jackson.databind.JsonNode;

/** What a proxy says of who calls counts if the proxy is trusted, and else does not. */
@Tag("start")
class TrustedProxyIT {
    private static final String PROXY = "127.0.0.2";

    @TempDir
    private static Path home;

    private static ParleyProcess parley;

    @BeforeAll
    static void start() throws IOException {
        parley = ParleyProcess.start(home, "--proxies-trusted", PROXY, "--sign-ins-per-address", "3");
        send(PROXY, "127.0.0.1", "/api/accounts", "ann").expectProblem(403, "setup-needed");
        Person.once(parley.address(), Request.post("/api/accounts", account("ann")))
                .expect(201);
    }

    @AfterAll
    static void end() {
        parley.close();
    }

    private static JsonNode account(String name) {
        return Json.of("name", name).put("password", Person.PASSWORD);
    }

    private static Answer send(String through, String caller, String target, String name) throws IOException {
        try (RawHttp http = RawHttp.connectFrom(InetAddress.getByName(through), parley.address())) {
            return http.exchange(Request.post(target, account(name))
                    .with("X-Forwarded-For", caller)
                    .with("X-Forwarded-Proto", "https"));
        }
    }

    private static int signIn(String through, String caller) throws IOException {
        return send(through, caller, "/api/session", "nobody").status();
    }

    @Test
    void attemptsAreCountedForEachCallerOfATrustedProxy() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertEquals(401, signIn(PROXY, "10.1.2.3"));
        }
        assertEquals(429, signIn(PROXY, "10.1.2.3"));
        assertEquals(429, signIn(PROXY, "10.1.2.9, 10.1.2.3"));
        assertEquals(401, signIn(PROXY, "10.1.2.4"));
    }

    @Test
    void whoeverElseForwardsIsTheCaller() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertEquals(401, signIn("127.0.0.3", "10.1.3." + i));
        }
        assertEquals(429, signIn("127.0.0.3", "10.1.3.4"));
    }

    @Test
    void onlyATrustedProxySaysThatItWasOverTls() throws IOException {
        assertTrue(cookie(PROXY).endsWith("; Secure"));
        assertFalse(cookie("127.0.0.4").contains("Secure"));
    }

    private static String cookie(String through) throws IOException {
        Answer answer = send(through, "10.1.2.5", "/api/session", "ann");
        answer.expect(200);
        return answer.header("set-cookie").orElseThrow();
    }
}

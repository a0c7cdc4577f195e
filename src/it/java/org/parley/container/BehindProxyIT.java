package org.parley.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.Needs;
import org.parley.testing.Answer;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.Transport;

/** Behind nginx as examples/nginx.conf sets it up: another path outside than inside. */
@TestInstance(Lifecycle.PER_CLASS)
class BehindProxyIT {
    private static final String FOLDER = "/chat/";

    private ParleyProcess parley;
    private Front nginx;
    private URI address;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Needs.tool("nginx", "apt-get install nginx-light");
        parley = ParleyProcess.start(folder.resolve("home"));
        Person.signUp(parley.address(), "admin").close(); // the first account does not come through a proxy
        String example = Files.readString(Path.of("examples", "nginx.conf"));
        String inner = "127.0.0.1:" + parley.address().getPort();
        nginx = Front.nginx(
                folder, example.replace("127.0.0.1:8000", "127.0.0.1:PORT").replace("127.0.0.1:8080", inner));
        address = nginx.address().resolve(FOLDER);
    }

    @AfterAll
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (parley != null) {
            parley.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void everyTransportPasses(Transport transport) {
        try (Person ann = Person.signUp(address, "ann");
                Reader reader = transport
                        .reader(ann)
                        .withHeader("Origin", "http://127.0.0.1:" + address.getPort())
                        .connect()) {
            String room = ann.createRoom();
            ann.post(room, "through the proxy");
            reader.awaitText(room, "through the proxy");
        }
    }

    @Test
    void aCookieIsGoodForTheOuterPath() {
        try (Person ann = Person.signUp(address, "ann")) {
            String cookie = ann.cookie();
            Answer answer = Person.once(address, Request.get("/api/state").with(Map.of("Cookie", cookie)));
            assertEquals(200, answer.status());
        }
    }

    @Test
    void thePageFindsItsParts() {
        Answer page = Person.once(address, Request.get("/"));
        assertEquals(200, page.status());
        assertTrue(!page.body().contains("=\"/"), "no address from the root: " + page.body());
    }
}

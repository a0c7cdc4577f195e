package org.parley.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import org.parley.testing.Person;
import org.parley.testing.SharedParley;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client that others wrote must get from Parley. */
@ExtendWith(SharedParley.class)
abstract class ClientContract {
    private static final String UPGRADE = "/lab/echo/upgrade";
    private static final String WEBSOCKET = "/lab/echo/websocket";
    private static final int[] LENGTHS = {0, 1, 125, 126, 65_535, 65_536, 200_000};

    private final boolean compresses;

    /** A client that offers permessage-deflate, or one that can't. */
    ClientContract(boolean compresses) {
        this.compresses = compresses;
    }

    /** Connects to this path below the server, as nobody. */
    abstract Talker connect(URI server, String path);

    /** Connects as this person. */
    abstract Talker connect(Person person, String path);

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void whatItSaysComesBack(String echo, URI server) {
        try (Talker client = connect(server, echo)) {
            assertOpens(client);
            for (int length : LENGTHS) {
                assertEchoes(client, "x".repeat(length));
                assertEchoes(client, noise(length));
            }
            assertEchoes(client, "村长说：你好！😀 ä\u0000");
            assertEchoes(client, "村长".repeat(30_000));
            assertEchoes(client, new byte[300_000]);
            client.close(4321, "再见");
            assertEquals(4321, closed(client).code());
        }
    }

    private void assertOpens(Talker client) {
        Told opened = client.next(Deadline.usual());
        opened.expect("open");
        assertEquals(compresses, opened.text().contains("permessage-deflate"), opened::toString);
    }

    private static void assertEchoes(Talker client, String text) {
        client.text(text);
        assertEquals(text, client.next(Deadline.usual()).expectText());
    }

    private static void assertEchoes(Talker client, byte[] bytes) {
        client.binary(bytes);
        assertArrayEquals(bytes, client.next(Deadline.usual()).expect("binary"));
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Told closed(Talker client) {
        Told told = client.next(Deadline.usual());
        told.expect("close");
        return told;
    }

    @Test
    void itsOrdinaryCloseIsAnswered(URI server) {
        try (Talker client = connect(server, UPGRADE)) {
            assertOpens(client);
            client.close(1000, "");
            assertEquals(1000, closed(client).code());
        }
    }

    @Test
    void itIsToldThatItsMessageIsTooBig(URI server) {
        try (Talker client = connect(server, UPGRADE)) {
            assertOpens(client);
            client.binary(noise((1 << 20) + 1));
            assertEquals(1009, closed(client).code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/transport/upgrade", "/transport/websocket"})
    void itFollowsTheFeed(String transport, URI server) {
        try (Person person = Person.signUp(server, "ann");
                Talker client = connect(person, transport)) {
            client.next(Deadline.usual()).expect("open");
            assertEquals("hello", next(client).path("type").asString());
            ObjectNode post =
                    Commands.post(person.createRoom(), "村长说你好 ".repeat(200).strip());
            client.text(post.toString());
            assertTrue(
                    hears(client, post.path("text").asString(), post.path("key").asString()));
            client.text("no command");
            assertEquals(4400, closed(client, List.of("text")).code());
        }
    }

    private static JsonNode next(Talker client) {
        return Json.parse(client.next(Deadline.usual()).expectText());
    }

    /** Reads until both the message and its ack have come. */
    private static boolean hears(Talker client, String text, String key) {
        boolean acked = false;
        boolean heard = false;
        while (!acked || !heard) {
            JsonNode node = next(client);
            acked |= node.path("type").asString("").equals("ack")
                    && node.path("key").asString("").equals(key);
            for (JsonNode event : node.path("events")) {
                heard |= event.path("text").asString("").equals(text);
            }
        }
        return true;
    }

    /** The close, after whatever else of these kinds. */
    private static Told closed(Talker client, List<String> others) {
        Told told = client.next(Deadline.usual());
        while (others.contains(told.what())) {
            told = client.next(Deadline.usual());
        }
        told.expect("close");
        return told;
    }
}

package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.testing.Background;
import org.parley.testing.Commands;
import org.parley.testing.Json;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import tools.jackson.databind.JsonNode;

/** What is said arrives: once, whole, in the order of the log, at everybody who may see it and nobody else. */
interface DeliveryContract extends Stage {

    @Test
    default void aMessageReachesEveryReaderInTheRoom() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader bob = reader(memberOf(room, "bob")).connect();
        Reader cai = reader(memberOf(room, "cai")).connect();
        ann.post(room, "hello");
        bob.awaitText(room, "hello");
        cai.awaitText(room, "hello");
    }

    @Test
    default void anEventTellsWhoWhatWhereAndWhen() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        var post = Commands.post(room, "hello");
        long id = ann.done(post).path("id").asLong();
        JsonNode event = reader.awaitText(room, "hello").heard().events(room).get(0);
        assertEquals(id, event.path("id").asLong());
        assertEquals(ann.id(), event.path("from").asString());
        assertEquals(post.path("key"), event.path("key"));
        assertTrue(
                event.path("at").asString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"),
                event::toString);
        assertFalse(event.has("mentions"), event::toString);
    }

    @Test
    default void textOfAnyScriptArrivesAsItWasSent() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        List<String> texts =
                List.of("你好,村长", "שלום", "👩‍👩‍👧 \"quoted\" \\ / \t", "two\nlines\u2028three", "</script>");
        texts.forEach(text -> reader.send(Commands.post(room, text)));
        assertEquals(texts, reader.awaitTexts(room, texts.size()).heard().texts(room));
    }

    @Test
    default void aMessageOfTheGreatestLengthArrivesWhole() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        String text = "长".repeat(2730) + "ab";
        assertTrue(reader.send(Commands.post(room, text)).has("id"));
        reader.awaitText(room, text);
    }

    @Test
    default void authorsAreHeardInTheOrderOfTheLog() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        Reader reader = reader(person("cai"));
        reader.person().join(room);
        reader.connect();
        CompletableFuture<Void> bobTalks = Background.run(() -> talk(bob, room, "bob"));
        talk(ann, room, "ann");
        bobTalks.join();
        List<String> heard = reader.awaitTexts(room, 100).heard().texts(room);
        List<String> history =
                ann.history(room).stream().map(m -> m.path("text").asString()).toList();
        assertEquals(history, heard);
        assertEquals(
                numbered("ann", 50),
                heard.stream().filter(text -> text.startsWith("ann")).toList());
        assertEquals(
                numbered("bob", 50),
                heard.stream().filter(text -> text.startsWith("bob")).toList());
    }

    private static void talk(Person person, String room, String name) {
        numbered(name, 50).forEach(text -> person.post(room, text));
    }

    static List<String> numbered(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + ' ' + i).toList();
    }

    @Test
    default void severalReadersOfOneUserHearTheSame() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader desk = reader(ann).connect();
        Reader phone = reader(atTheEndClose(ann.again())).connect();
        ann.postAll(room, numbered("note", 20));
        assertEquals(
                desk.awaitTexts(room, 20).heard().events(room),
                phone.awaitTexts(room, 20).heard().events(room));
    }

    @Test
    default void idsHaveNoHolesForWhoMaySeeEverything() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        ann.postAll(room, numbered("one", 30));
        ann.postAll(room, numbered("two", 30));
        List<Long> ids = reader.awaitTexts(room, 60).heard().events(room).stream()
                .map(e -> e.path("id").asLong())
                .toList();
        assertEquals(59, ids.get(59) - ids.get(0));
    }

    @Test
    default void whoIsNotInTheRoomHearsNothingOfIt() {
        Person ann = person("ann");
        String room = ann.createRoom();
        String common = ann.createRoom();
        Reader bob = reader(memberOf(common, "bob")).connect();
        ann.post(room, "a secret");
        ann.post(common, "for all");
        bob.awaitText(common, "for all");
        assertTrue(bob.heard().events(room).isEmpty());
    }

    @Test
    default void aMessageTellsWhomItMentions() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        Reader reader = reader(bob).connect();
        String text = "ask @" + bob.name() + ", not @nobody-at-all";
        ann.post(room, text);
        JsonNode event = reader.awaitText(room, text).heard().events(room).get(0);
        assertEquals(List.of(bob.id()), Json.strings(event.path("mentions")));
    }

    @Test
    default void aNewPublicRoomIsToldToEverybody() {
        Reader bob = reader(person("bob")).connect();
        String room = person("ann").createRoom();
        bob.await("the room", () -> !bob.heard().events(room).isEmpty());
        JsonNode event = bob.heard().events(room).get(0);
        assertEquals("room", event.path("type").asString());
        assertEquals("public", event.path("kind").asString());
        assertEquals("all", event.path("history").asString());
    }
}

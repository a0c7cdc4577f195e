package org.parley.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Everything a reader was told, over however many lines. It fails at once when an event comes twice or out of order, so
 * every test that reads is a test of "exactly once and in log order".
 */
public final class Heard {
    private final List<JsonNode> events = new ArrayList<>();
    private final List<JsonNode> batches = new ArrayList<>();
    private final Map<String, JsonNode> answers = new HashMap<>();
    private final Map<String, List<String>> typing = new HashMap<>();
    private final Map<String, JsonNode> online = new HashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private JsonNode hello = Json.object();
    private JsonNode lastWord = Json.object();
    private String cursor = "";
    private long lastId;
    private long mineVersion = -1;
    private long nowVersion = -1;

    void take(JsonNode down) {
        switch (down.path("type").asString()) {
            case "hello" -> takeHello(down);
            case "batch" -> takeBatch(down);
            case "ack", "error" -> takeAnswer(down);
            case "mine" -> takeMine(down);
            case "now" -> takeNow(down);
            case "bye" -> lastWord = down;
            default -> {} // clients ignore unknown types
        }
    }

    /** A new line is about to open: it has yet to say hello. */
    void expectHello() {
        hello = Json.object();
        lastWord = Json.object();
    }

    private void takeHello(JsonNode down) {
        hello = down;
        cursor = down.path("cursor").asString();
    }

    private void takeBatch(JsonNode batch) {
        for (JsonNode event : batch.path("events")) {
            long id = event.path("id").asLong();
            if (id <= lastId) {
                throw new AssertionError("event " + id + " came after " + lastId + ": " + event);
            }
            lastId = id;
            events.add(event);
        }
        batches.add(batch);
        cursor = batch.path("cursor").asString();
        takeMine(batch.path("mine"));
        takeNow(batch.path("now"));
    }

    private void takeAnswer(JsonNode answer) {
        if (answer.path("type").asString().equals("error")) {
            lastWord = answer;
        }
        answers.put(answer.path("key").asString(""), answer);
    }

    private void takeMine(JsonNode mine) {
        mineVersion = mine.path("version").asLong(mineVersion);
        mine.path("read")
                .properties()
                .forEach(e -> read.put(e.getKey(), e.getValue().asLong()));
    }

    private void takeNow(JsonNode now) {
        nowVersion = now.path("v").asLong(nowVersion);
        now.path("typing").properties().forEach(e -> typing.put(e.getKey(), Json.strings(e.getValue())));
        now.path("online").properties().forEach(e -> online.put(e.getKey(), e.getValue()));
    }

    /** Where to go on; empty before the first word. */
    public String cursor() {
        return cursor;
    }

    public JsonNode hello() {
        return hello;
    }

    public List<JsonNode> batches() {
        return batches;
    }

    public List<JsonNode> events() {
        return events;
    }

    /** The events of one room. */
    public List<JsonNode> events(String room) {
        return events.stream()
                .filter(e -> e.path("room").asString("").equals(room))
                .toList();
    }

    /** The texts of the messages in one room. */
    public List<String> texts(String room) {
        return events(room).stream()
                .filter(e -> e.path("type").asString().equals("message"))
                .map(e -> e.path("text").asString())
                .toList();
    }

    /** The story of one room in short: {@code join u3}, {@code message hello}, {@code leave u3}, {@code room name}. */
    public List<String> story(String room) {
        return events(room).stream().map(Heard::inShort).toList();
    }

    private static String inShort(JsonNode event) {
        String type = event.path("type").asString();
        return type
                + ' '
                + switch (type) {
                    case "message" -> event.path("text").asString();
                    case "room" -> event.path("name").asString();
                    default -> event.path("user").asString();
                };
    }

    /** The ack or error to the command with this key. */
    public Optional<JsonNode> answer(String key) {
        return Optional.ofNullable(answers.get(key));
    }

    /** The command with this key is sent (again): only an answer that is yet to come counts. */
    void expectAnswer(String key) {
        answers.remove(key);
    }

    /** The newest error, or bye. */
    public JsonNode lastWord() {
        return lastWord;
    }

    /** Who is typing in this room, as last told. */
    public List<String> typing(String room) {
        return typing.getOrDefault(room, List.of());
    }

    /** Who is online in this room, as last told: a list, or a number. */
    public List<String> online(String room) {
        return Json.strings(online.getOrDefault(room, Json.object()));
    }

    /** How far one has read in this room by one's own account, as last told; -1 when never. */
    public long read(String room) {
        return read.getOrDefault(room, -1L);
    }

    long mineVersion() {
        return mineVersion;
    }

    /** Whether anything was told of who is there. */
    public boolean knowsWhoIsThere() {
        return nowVersion >= 0;
    }

    long nowVersion() {
        return nowVersion;
    }

    /** What failed tests print: not everything, but the end of it. */
    @Override
    public String toString() {
        List<JsonNode> newest = batches.subList(Math.max(0, batches.size() - 3), batches.size());
        return events.size() + " events, cursor " + cursor + ", last batches " + newest + ", answers " + answers.size()
                + ", last word " + lastWord;
    }
}

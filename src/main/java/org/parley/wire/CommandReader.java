package org.parley.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.chat.ChatRequest;
import org.parley.chat.Names;
import org.parley.chat.Room;
import tools.jackson.databind.JsonNode;

/** Reads commands (docs/protocol.md, Up). Checks forms and sizes; rights are the journal's business. Thread-safe. */
final class CommandReader {
    private static final int KEY = 64;
    private static final int ID = 64;
    private static final int NAME = 4 * Names.ROOM;

    private final int maxText;

    /** Takes message texts of up to {@code maxText} bytes of UTF-8. */
    CommandReader(int maxText) {
        this.maxText = maxText;
    }

    /** Reads one command; never throws. */
    Incoming read(byte[] utf8) {
        try {
            return read(Json.read(utf8), utf8.length);
        } catch (Refused e) {
            return new Incoming.Bad(null, e.refusal());
        }
    }

    /** The same for one that was parsed from so many bytes. */
    Incoming read(JsonNode node, int size) {
        String key = null;
        try {
            Fields fields = Fields.of(node);
            key = fields.has("key") ? key(fields) : null;
            String type = fields.text("type", ID);
            return switch (type) {
                case "alive" -> new Incoming.Alive();
                case "typing" -> new Incoming.Typing(fields.text("room", ID));
                default -> keyed(fields, key, type, size);
            };
        } catch (Refused e) {
            return new Incoming.Bad(key, e.refusal());
        }
    }

    private Incoming keyed(Fields fields, @Nullable String key, String type, int size) {
        ChatRequest request = request(fields, type);
        if (key == null) {
            throw Fields.malformed("key", "key must be a string of 1 to 64 characters.");
        }
        return new Incoming.Keyed(type, key, hash(fields.node()), size + 256, request);
    }

    private ChatRequest request(Fields fields, String type) {
        return switch (type) {
            case "post" -> new ChatRequest.Post(fields.text("room", ID), message(fields));
            case "create-room" -> new ChatRequest.CreateRoom(roomName(fields), kind(fields));
            case "join" -> new ChatRequest.Join(fields.text("room", ID));
            case "leave" -> new ChatRequest.Leave(fields.text("room", ID));
            case "read" -> new ChatRequest.Read(fields.text("room", ID), fields.number("id"));
            default -> throw Fields.malformed("type", "There is no command of type \"" + type + "\".");
        };
    }

    private static String key(Fields fields) {
        String key = fields.text("key", 4 * KEY);
        int length = key.codePointCount(0, key.length());
        if (length < 1 || length > KEY) {
            throw Fields.malformed("key", "key must be a string of 1 to 64 characters.");
        }
        return key;
    }

    private String message(Fields fields) {
        String text = fields.text("text", maxText);
        if (!Names.isVisible(text)) {
            throw Fields.malformed("text", "text is empty, or holds nothing that can be seen.");
        }
        return text;
    }

    private static String roomName(Fields fields) {
        Optional<String> name = Names.room(fields.text("name", NAME));
        return name.orElseThrow(() ->
                Fields.malformed("name", "name must have 1 to " + Names.ROOM + " characters, none of them invisible."));
    }

    private static String kind(Fields fields) {
        String kind = fields.text("kind", ID, Room.PUBLIC);
        if (!kind.equals(Room.PUBLIC)) {
            throw Fields.malformed("kind", "kind must be \"" + Room.PUBLIC + "\".");
        }
        return kind;
    }

    /** A fingerprint of the command without regard to the order of its fields. */
    private static String hash(JsonNode command) {
        StringBuilder canonical = new StringBuilder();
        command.propertyNames().stream()
                .sorted()
                .forEach(name -> canonical.append(Json.text(name)).append(canonical(command.get(name))));
        return HexFormat.of().formatHex(sha256(canonical.toString()), 0, 16);
    }

    private static String canonical(JsonNode value) {
        return value.isString() ? Json.text(value.stringValue()) : value.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

package org.parley.testing;

import java.util.Base64;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** The commands of the protocol, each with a fresh random key where it takes one. */
public final class Commands {
    private static final int KEY_BYTES = 16;

    private Commands() {}

    public static ObjectNode post(String room, String text) {
        return keyed("post").put("room", room).put("text", text);
    }

    public static ObjectNode createRoom(String name) {
        return keyed("create-room").put("name", name);
    }

    public static ObjectNode join(String room) {
        return keyed("join").put("room", room);
    }

    public static ObjectNode leave(String room) {
        return keyed("leave").put("room", room);
    }

    public static ObjectNode read(String room, long id) {
        return keyed("read").put("room", room).put("id", id);
    }

    public static ObjectNode typing(String room) {
        return Json.of("type", "typing").put("room", room);
    }

    public static ObjectNode alive() {
        return Json.of("type", "alive");
    }

    /** A command of any type, known or not. */
    public static ObjectNode keyed(String type) {
        return Json.of("type", type).put("key", key(ThreadLocalRandom.current()));
    }

    /** 128 random bits. */
    public static String key(Random random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package org.parley.lab.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes a run's requests: what a client has to send and no more, and the further headers of the load. */
record Requests(Target target, Load load) {
    byte[] read(Client client, String query) {
        return bytes(start("GET", path(client, query), client) + "\r\n");
    }

    byte[] upgrade(Client client, String key) {
        return bytes(start("GET", path(client, ""), client)
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key
                + "\r\n\r\n");
    }

    byte[] post(Client client, byte[] body) {
        String head = start("POST", "/api/commands", client) + "Content-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n";
        byte[] start = bytes(head);
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private String path(Client client, String query) {
        @Nullable String cursor = client.cursor();
        String all = (cursor == null ? "" : "&after=" + cursor) + query;
        return "/transport/" + load.transport().wire() + (all.isEmpty() ? "" : "?" + all.substring(1));
    }

    private String start(String method, String path, Client client) {
        StringBuilder start = new StringBuilder(256);
        start.append(method).append(' ').append(target.path()).append(path).append(" HTTP/1.1\r\nHost: ");
        start.append(target.authority()).append("\r\nAuthorization: Bearer ");
        start.append(client.seat.token()).append("\r\n");
        load.headers().forEach(header -> start.append(header).append("\r\n"));
        return start.toString();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.ISO_8859_1);
    }
}

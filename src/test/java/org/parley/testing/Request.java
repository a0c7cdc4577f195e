package org.parley.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An HTTP request as it goes on the wire; its target is relative to where Parley lives. No body sends no length. */
public record Request(String method, String target, Map<String, String> headers, String body) {
    public static Request get(String target) {
        return new Request("GET", target, Map.of(), "");
    }

    public static Request delete(String target) {
        return new Request("DELETE", target, Map.of(), "");
    }

    public static Request post(String target, JsonNode body) {
        return post(target, body.toString());
    }

    public static Request post(String target, String body) {
        return new Request("POST", target, Map.of("Content-Type", "application/json"), body);
    }

    public Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, target, more, body);
    }

    public Request with(Map<String, String> others) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(others);
        return new Request(method, target, more, body);
    }

    /** The bytes of the whole request for this host, below this path. */
    byte[] bytes(String host, String base) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + ' ' + base + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (method.equals("POST")) {
            head.append("Content-Length: " + content.length + "\r\n");
        }
        return Bytes.join(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8), content);
    }
}

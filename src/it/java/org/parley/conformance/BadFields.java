package org.parley.conformance;

import static org.parley.conformance.Handshakes.NONCE;
import static org.parley.conformance.Handshakes.VERSION;
import static org.parley.conformance.Shake.KEY;
import static org.parley.conformance.Shake.good;

import java.util.List;

/** Versions and keys as they may not be, and the Origin. */
final class BadFields {

    private BadFields() {}

    static void add(Cases cases) {
        versions(cases);
        keys(cases);
        origins(cases);
    }

    private static void versions(Cases cases) {
        cases.rule("protocol-version", "4.4", "refuses another version than 13 and tells its own");
        cases.add("none", refusedVersion());
        for (String value : List.of(
                "8",
                "0",
                "7",
                "12",
                "14",
                "25",
                "255",
                "256",
                "013",
                "13.0",
                "+13",
                "-13",
                "0x0d",
                "13;",
                "13 13",
                "13, 13",
                "8, 13",
                "13, 8",
                "",
                "x",
                "13a",
                "99999999999999999999")) {
            cases.add(
                    "value." + value.replaceAll("[^\\w.+,-]+", value.contains(",") ? "" : "_"),
                    refusedVersion(VERSION + ": " + value));
        }
        cases.add("twice", refusedVersion(VERSION + ": 13", VERSION + ": 13"));
        cases.add("two", refusedVersion(VERSION + ": 13", VERSION + ": 8"));
    }

    private static Shake refusedVersion(String... lines) {
        return good().with(VERSION, lines).refused(426, 400).telling("sec-websocket-version", "13");
    }

    private static void keys(Cases cases) {
        cases.rule("key", "4.2.1", "refuses a key that is not 16 bytes in Base64, once");
        cases.add("none", good().with(NONCE).refused(400));
        cases.add("twice", good().and(NONCE + ": " + KEY).refused(400));
        cases.add("two", good().and(NONCE + ": AAAAAAAAAAAAAAAAAAAAAA==").refused(400));
        for (String key : List.of(
                "",
                "x",
                "AAAA",
                "AAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAA===",
                "AAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAA===",
                "dGhlIHNhbXBsZSBub25jZQ==,dGhlIHNhbXBsZSBub25jZQ==",
                "-_-_-_-_-_-_-_-_-_-_-w==",
                "dGhl IHNhbXBsZSBub25jZQ==",
                "\"dGhlIHNhbXBsZSBub25jZQ==\"",
                "!!!!!!!!!!!!!!!!!!!!!!==",
                "AAAAAAAAAAAAAAAAAAAAAA==AA==",
                "====AAAAAAAAAAAAAAAAAAAA",
                "dGhlIHNhbXBsZSBub25jZQ%3D%3D")) {
            cases.add(
                    "value." + key.replaceAll("[^\\w=+-]+", "_"),
                    good().with(NONCE, NONCE + ": " + key).refused(400));
        }
    }

    private static void origins(Cases cases) {
        cases.rule("origin", "10.2", "refuses a foreign Origin with 403");
        for (String origin : List.of("http://evil.example", "null", "http://{host}.evil.example")) {
            cases.add(
                    origin.replaceAll("\\W+", "_"),
                    good().and("Origin: " + origin).refused(403));
        }
        cases.rule("origin-once", "RFC 6454 7.3", "refuses more than one Origin");
        for (String second : List.of("http://evil.example", "null", "http://{host}")) {
            cases.add(
                    second.replaceAll("\\W+", "_"),
                    good().and("Origin: http://{host}").and("Origin: " + second).refused(400));
        }
        cases.rule("own-origin", "10.2", "accepts its own Origin");
        cases.add("same", good().and("Origin: http://{host}"));
    }
}

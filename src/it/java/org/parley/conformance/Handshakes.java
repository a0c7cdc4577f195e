package org.parley.conformance;

import static org.parley.conformance.Shake.KEY;
import static org.parley.conformance.Shake.good;

import java.util.List;

/** The opening handshake (RFC 6455, section 4). */
final class Handshakes {
    private static final String UPGRADE = "Upgrade";
    private static final String CONNECTION = "Connection";
    private static final String VERSION = "Sec-WebSocket-Version";
    private static final String NONCE = "Sec-WebSocket-Key";
    private static final String EXTENSIONS = "sec-websocket-extensions";
    private static final String PROTOCOL = "sec-websocket-protocol";

    private Handshakes() {}

    static List<Case> cases() {
        Cases cases = new Cases("handshake");
        accepted(cases);
        lists(cases);
        optional(cases);
        requests(cases);
        upgrades(cases);
        versions(cases);
        keys(cases);
        origins(cases);
        return cases.all();
    }

    private static void accepted(Cases cases) {
        cases.rule("accept", "4.2.2", "accepts a good handshake and proves that it read the key");
        cases.add("example", good());
        for (String key : List.of(
                "AAAAAAAAAAAAAAAAAAAAAA==",
                "/////////////////////w==",
                "x3JJHMbDL1EzLkh9GBhXDw==",
                "+/+/+/+/+/+/+/+/+/+/+w==")) {
            cases.add("key." + key.substring(0, 4).replace('/', '_'), good().key(key));
        }
        cases.add(
                "spaces",
                good().with(NONCE, NONCE + ":   " + KEY + "  ")
                        .with(VERSION, VERSION + ":\t13 ")
                        .with(UPGRADE, "Upgrade:websocket"));
        cases.add("query", good().request("GET {target}?a=b&c=%20 HTTP/1.1"));
        cases.add("absolute-form", good().request("GET http://{host}{target} HTTP/1.1"));
        cases.rule("case", "4.2.1", "minds the case neither of names nor of tokens");
        cases.add(
                "lower",
                good().with(UPGRADE, "upgrade: websocket")
                        .with(CONNECTION, "connection: upgrade")
                        .with(NONCE, "sec-websocket-key: " + KEY)
                        .with(VERSION, "sec-websocket-version: 13"));
        cases.add(
                "upper",
                good().with(UPGRADE, "UPGRADE: WEBSOCKET")
                        .with(CONNECTION, "CONNECTION: UPGRADE")
                        .with(NONCE, "SEC-WEBSOCKET-KEY: " + KEY)
                        .with(VERSION, "SEC-WEBSOCKET-VERSION: 13"));
        cases.add(
                "mixed",
                good().with(UPGRADE, "uPgRaDe: WebSocket")
                        .with(CONNECTION, "cOnNeCtIoN: uPGRADE")
                        .with(NONCE, "sEC-wEBsOCKET-kEY: " + KEY)
                        .with(VERSION, "Sec-Websocket-version: 13"));
        cases.add("host", good().with("Host", "hOST: {host}"));
        cases.rule("order", "4.2.1", "minds the order of header lines not");
        cases.add(
                "reversed",
                good().with("Host")
                        .with(UPGRADE)
                        .with(CONNECTION)
                        .with(NONCE)
                        .with(VERSION)
                        .and(
                                VERSION + ": 13",
                                NONCE + ": " + KEY,
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Host: {host}"));
    }

    private static void lists(Cases cases) {
        cases.rule("lists", "4.2.1", "finds Upgrade and websocket in lists, over several lines too");
        for (String value : List.of(
                "keep-alive, Upgrade",
                "Upgrade, keep-alive",
                "keep-alive,Upgrade,foo",
                ", ,Upgrade,,",
                "a ,\tUpgrade , b")) {
            cases.add("connection." + value.replaceAll("\\W+", "_"), good().with(CONNECTION, "Connection: " + value));
        }
        cases.add("connection.lines", good().with(CONNECTION, "Connection: keep-alive", "Connection: Upgrade"));
        cases.add(
                "connection.lines-reversed", good().with(CONNECTION, "Connection: Upgrade", "Connection: keep-alive"));
        cases.add("connection.far-lines", good().and("X-A: b", "Connection: keep-alive"));
        cases.add("upgrade.list", good().with(UPGRADE, "Upgrade: h2c, websocket"));
        cases.add("upgrade.list-reversed", good().with(UPGRADE, "Upgrade: websocket, h2c"));
        cases.add("upgrade.lines", good().with(UPGRADE, "Upgrade: foo/2", "Upgrade: websocket"));
    }

    private static void optional(Cases cases) {
        cases.rule("optional", "4.2.1", "takes whatever else a client may send");
        cases.add("content-length-0", good().and("Content-Length: 0"));
        cases.add("unknown", good().and("X-Unknown: 1", "Sec-WebSocket-Unknown: 2", "Accept-Language: zh"));
        cases.add("cookie", good().and("Cookie: a=b; c=\"d\"; =; ;"));
        cases.add("long", good().and("X-Long: " + "x".repeat(4000)));
        cases.add(
                "many",
                good().and(java.util.stream.IntStream.range(0, 60)
                        .mapToObj(i -> "X-" + i + ": " + i)
                        .toArray(String[]::new)));
        cases.rule("subprotocol", "4.2.2", "answers no subprotocol when it speaks none of those offered");
        for (String offer : List.of("chat", "chat, superchat", "chat, chat", "a,b,c,d,e", ",", "\"quoted\"")) {
            cases.add(
                    offer.replaceAll("\\W+", "_"),
                    good().and("Sec-WebSocket-Protocol: " + offer).withoutTelling(PROTOCOL));
        }
        cases.add(
                "lines",
                good().and("Sec-WebSocket-Protocol: a", "Sec-WebSocket-Protocol: b")
                        .withoutTelling(PROTOCOL));
        cases.rule("extensions", "9.1", "passes over extensions that it does not know");
        for (String offer : List.of(
                "foo", "foo; bar=1", "x-webkit-deflate-frame", "foo, bar; baz=\"1\"", "permessage-foo; a; b; c")) {
            cases.add(
                    offer.replaceAll("\\W+", "_"),
                    good().and("Sec-WebSocket-Extensions: " + offer).withoutTelling(EXTENSIONS));
        }
    }

    private static void requests(Cases cases) {
        cases.rule("method", "4.2.1", "refuses another method than GET");
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "get", "GETX")) {
            cases.add(method, good().request(method + " {target} HTTP/1.1").refused(200, 400, 403, 404, 405, 501));
        }
        cases.rule("version", "4.2.1", "refuses HTTP before 1.1");
        cases.add("1.0", good().request("GET {target} HTTP/1.0").refused(400, 426, 505));
        cases.rule("host", "4.2.1", "refuses a request without one Host");
        cases.add("none", good().with("Host").refused(400));
        cases.add("two", good().and("Host: other.example").refused(400));
        cases.add("same-twice", good().and("Host: {host}").refused(400));
        cases.add("malformed", good().with("Host", "Host: a b").refused(400));
        cases.rule("syntax", "RFC 9112 5", "refuses a malformed request");
        cases.add(
                "space-before-colon",
                good().with(UPGRADE, "Upgrade : websocket").refused(400, 426, 404));
        cases.add("fold", good().with(CONNECTION, "Connection:", "\tUpgrade").refused(400, 101));
        cases.add("no-colon", good().and("nonsense").refused(400));
        cases.add("too-long", good().and("X-Long: " + "x".repeat(20_000)).refused(400, 431));
        cases.add("nul", good().and("X-Nul: a\0b").refused(400));
        cases.add("target", good().request("GET {target}\\x HTTP/1.1").refused(400, 404));
    }

    private static void upgrades(Cases cases) {
        int[] any = {400, 404, 426};
        cases.rule("upgrade", "4.2.1", "refuses a request that does not ask for websocket");
        cases.add("none", good().with(UPGRADE).refused(any));
        cases.add(
                "none-at-all",
                good().with(UPGRADE).with(CONNECTION).with(NONCE).with(VERSION).refused(any));
        for (String value : List.of(
                "h2c", "", "websockets", "websocket2", "web socket", "websocket;q=1", "\"websocket\"", "xwebsocket")) {
            cases.add(
                    "value." + value.replaceAll("\\W+", "_"),
                    good().with(UPGRADE, "Upgrade: " + value).refused(any));
        }
        cases.rule("connection", "4.2.1", "refuses a request whose Connection does not list Upgrade");
        cases.add("none", good().with(CONNECTION).refused(any));
        for (String value : List.of(
                "keep-alive",
                "",
                "close",
                "upgraded",
                "Upgrade-Insecure-Requests",
                "up grade",
                "websocket",
                "Upgrade;x")) {
            cases.add(
                    "value." + value.replaceAll("\\W+", "_"),
                    good().with(CONNECTION, "Connection: " + value).refused(any));
        }
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
        cases.rule("own-origin", "10.2", "accepts its own Origin");
        cases.add("same", good().and("Origin: http://{host}"));
    }
}

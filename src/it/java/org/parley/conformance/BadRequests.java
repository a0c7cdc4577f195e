package org.parley.conformance;

import static org.parley.conformance.Handshakes.CONNECTION;
import static org.parley.conformance.Handshakes.NONCE;
import static org.parley.conformance.Handshakes.UPGRADE;
import static org.parley.conformance.Handshakes.VERSION;
import static org.parley.conformance.Shake.good;

import java.util.List;

/** Requests that open no WebSocket. */
final class BadRequests {

    private BadRequests() {}

    static void add(Cases cases) {
        requests(cases);
        upgrades(cases);
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
}

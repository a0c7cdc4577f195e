package org.parley.conformance;

import static org.parley.conformance.Handshakes.CONNECTION;
import static org.parley.conformance.Handshakes.NONCE;
import static org.parley.conformance.Handshakes.UPGRADE;
import static org.parley.conformance.Handshakes.VERSION;
import static org.parley.conformance.Shake.KEY;
import static org.parley.conformance.Shake.good;

import java.util.List;

/** Handshakes as they may be, however they are written. */
final class GoodHandshakes {

    private GoodHandshakes() {}

    static void add(Cases cases) {
        accepted(cases);
        cased(cases);
        ordered(cases);
        lists(cases);
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
        cases.add("no-body", good().withoutTelling("content-length").withoutTelling("transfer-encoding"));
    }

    private static void cased(Cases cases) {
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
    }

    private static void ordered(Cases cases) {
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
}

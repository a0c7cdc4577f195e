package org.parley.conformance;

import static org.parley.conformance.Shake.good;

import java.util.List;
import java.util.stream.IntStream;

/** What a client may send besides, or leave out. */
final class Optionals {
    private static final String EXTENSIONS = "sec-websocket-extensions";
    private static final String PROTOCOL = "sec-websocket-protocol";

    private Optionals() {}

    static void add(Cases cases) {
        anything(cases);
        subprotocols(cases);
        extensions(cases);
    }

    private static void anything(Cases cases) {
        cases.rule("optional", "4.2.1", "takes whatever else a client may send");
        cases.add("content-length-0", good().and("Content-Length: 0"));
        cases.add("unknown", good().and("X-Unknown: 1", "Sec-WebSocket-Unknown: 2", "Accept-Language: zh"));
        cases.add("cookie", good().and("Cookie: a=b; c=\"d\"; =; ;"));
        cases.add("long", good().and("X-Long: " + "x".repeat(4000)));
        cases.add(
                "many",
                good().and(IntStream.range(0, 60)
                        .mapToObj(i -> "X-" + i + ": " + i)
                        .toArray(String[]::new)));
    }

    private static void subprotocols(Cases cases) {
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
    }

    private static void extensions(Cases cases) {
        cases.rule("extensions", "9.1", "passes over extensions that it does not know");
        for (String offer : List.of(
                "foo", "foo; bar=1", "x-webkit-deflate-frame", "foo, bar; baz=\"1\"", "permessage-foo; a; b; c")) {
            cases.add(
                    offer.replaceAll("\\W+", "_"),
                    good().and("Sec-WebSocket-Extensions: " + offer).withoutTelling(EXTENSIONS));
        }
    }
}

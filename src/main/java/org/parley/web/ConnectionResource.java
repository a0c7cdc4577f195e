package org.parley.web;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parley.http.Answer;
import org.parley.identity.Tickets;
import org.parley.wire.Fields;
import org.parley.wire.Json;

/**
 * {@code /api/connection} and {@code /api/tickets}: what a client needs to find its transport, and what it says of
 * those that did not work for it.
 */
final class ConnectionResource implements Resource {
    private static final int CLIENT = 64;
    private static final int MOST_BODY = 4096;
    private static final int MOST_NAME = 64;
    private static final Set<String> TRANSPORTS = Set.of("upgrade", "websocket", "sse", "long-polling", "polling");

    /** What the client library knows; a meter must not grow with what somebody else may say. */
    private static final Set<String> REASONS = Set.of(
            "answer-lost",
            "buffered",
            "busy",
            "cut",
            "fault",
            "foreign",
            "leaving",
            "never-arrived",
            "no-answer",
            "offline",
            "open-silent",
            "refused",
            "replaced",
            "server-refused",
            "silent",
            "slow",
            "unavailable",
            "unsupported",
            "without-upgrade");

    private final Witness witness;
    private final Tickets tickets;
    private final FallbackMeter meter;

    ConnectionResource(Witness witness, Tickets tickets, FallbackMeter meter) {
        this.witness = witness;
        this.tickets = tickets;
        this.meter = meter;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/connection", this::connection),
                new Route("POST", "/connection", false, MOST_BODY, this::passedOver),
                new Route("POST", "/tickets", false, 0, this::ticket));
    }

    private CompletionStage<Answer> connection(Call call) {
        String client = call.parameter("client")
                .filter(name -> name.length() <= CLIENT)
                .orElseThrow(() -> Fields.malformed("client", "client must have 1 to 64 characters."));
        Object attempts = witness.attempts(call.caller().session(), client);
        return CompletableFuture.completedFuture(Answer.ok(Json.object("client", client, "attempts", attempts)));
    }

    private CompletionStage<Answer> passedOver(Call call) {
        List<Fields> passed = call.fields().objects("passed", TRANSPORTS.size());
        passed.forEach(ConnectionResource::transport);
        for (Fields one : passed) {
            String reason = one.text("reason", MOST_NAME);
            meter.passedOver(call.caller(), transport(one), REASONS.contains(reason) ? reason : "other");
        }
        return CompletableFuture.completedFuture(Answer.nothing());
    }

    private static String transport(Fields passed) {
        String name = passed.text("transport", MOST_NAME);
        if (!TRANSPORTS.contains(name)) {
            throw Fields.malformed("transport", "transport must be one of " + String.join(", ", TRANSPORTS) + ".");
        }
        return name;
    }

    private CompletionStage<Answer> ticket(Call call) {
        return tickets.issue(call.caller())
                .thenApply(ticket -> Answer.json(
                        201, Json.bytes(Json.object("ticket", ticket, "expires", Tickets.LIFE.toSeconds()))));
    }
}

package org.parley.web;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parley.http.Answer;
import org.parley.identity.Tickets;
import org.parley.wire.Fields;
import org.parley.wire.Json;

/** {@code /api/connection} and {@code /api/tickets}: what a client needs to find its transport. */
final class ConnectionResource implements Resource {
    private static final int CLIENT = 64;

    private final Witness witness;
    private final Tickets tickets;

    ConnectionResource(Witness witness, Tickets tickets) {
        this.witness = witness;
        this.tickets = tickets;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/connection", this::connection), new Route("POST", "/tickets", false, 0, this::ticket));
    }

    private CompletionStage<Answer> connection(Call call) {
        String client = call.parameter("client")
                .filter(name -> name.length() <= CLIENT)
                .orElseThrow(() -> Fields.malformed("client", "client must have 1 to 64 characters."));
        Object attempts = witness.attempts(call.caller().session(), client);
        return CompletableFuture.completedFuture(Answer.ok(Json.object("client", client, "attempts", attempts)));
    }

    private CompletionStage<Answer> ticket(Call call) {
        Object body = Json.object("ticket", tickets.issue(call.caller()), "expires", Tickets.LIFE.toSeconds());
        return CompletableFuture.completedFuture(Answer.json(201, Json.bytes(body)));
    }
}

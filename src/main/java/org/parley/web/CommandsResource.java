package org.parley.web;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.parley.http.Answer;
import org.parley.wire.CommandBody;
import org.parley.wire.CommandIntake;

/** {@code POST /api/commands}: one command, or an array of them that are carried out in order. */
final class CommandsResource implements Resource {
    /** An array may be so many times as long as a command. */
    private static final int ARRAY = 16;

    private final CommandIntake intake;

    CommandsResource(CommandIntake intake) {
        this.intake = intake;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", "/commands", false, ARRAY * intake.maxCommand(), this::post));
    }

    private CompletionStage<Answer> post(Call call) {
        return new CommandBody(intake, call.caller().user())
                .accept(call.body())
                .thenApply(result -> result.refusal() == null
                        ? Answer.json(200, result.json())
                        : Answer.problem(result.key(), result.refusal()));
    }
}

package org.parley.web;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.parley.chat.Names;
import org.parley.chat.RateLimit;
import org.parley.http.Answer;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.wire.Refused;

/** How often somebody may try to sign in: for each account, and from each address. Thread-safe. */
public final class Attempts {
    private final RateLimit byAccount;
    private final RateLimit byAddress;
    private final SignInMeter meter;

    /** Limits by these two, and counts what became of the attempts. */
    public Attempts(RateLimit byAccount, RateLimit byAddress, SignInMeter meter) {
        this.byAccount = byAccount;
        this.byAddress = byAddress;
        this.meter = meter;
    }

    /** Counts an attempt. Throws {@link Refused} when it is one too many. */
    void check(String name, String address) {
        long wait = byAddress.take(address);
        if (wait == 0) { // else whoever is stopped here could still use up what an account's owner may try
            wait = byAccount.take(Names.folded(name));
        }
        if (wait > 0) {
            String message = "Too many attempts; wait " + (wait + 999) / 1000 + " seconds.";
            throw new Refused(new Refusal(Code.RATE_LIMITED, message, Map.of("retry", wait)));
        }
    }

    /** The same action, with its answers counted. */
    Route.Action counted(String how, Route.Action action) {
        return call -> {
            CompletionStage<Answer> answered;
            try {
                answered = action.answer(call);
            } catch (Refused e) {
                answered = CompletableFuture.failedFuture(e);
            }
            return answered.whenComplete((answer, failure) -> meter.attempted(how, status(answer, failure)));
        };
    }

    private static int status(Answer answer, Throwable failure) {
        if (failure == null) {
            return answer.status();
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return (cause instanceof Refused refused ? refused.refusal().code() : Code.UNAVAILABLE).status();
    }

    /** The attempts on an account were its owner's. */
    void succeeded(String name) {
        byAccount.forget(Names.folded(name));
    }

    /** Forgets what no longer counts; to be called now and then. */
    public void sweep() {
        byAccount.sweep();
        byAddress.sweep();
    }
}

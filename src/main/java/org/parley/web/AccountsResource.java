package org.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parley.chat.Directory;
import org.parley.chat.Names;
import org.parley.chat.User;
import org.parley.http.Answer;
import org.parley.identity.Identity;
import org.parley.identity.Setup;
import org.parley.log.Answer.Ack;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.wire.Fields;
import org.parley.wire.Json;

/** {@code /api/accounts} and {@code /api/session}: signing up, in and out. */
final class AccountsResource implements Resource {
    private static final int BODY = 4096;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 256;

    private final Identity identity;
    private final Directory directory;
    private final Setup setup;
    private final Attempts attempts;
    private final SessionCookie cookie;

    AccountsResource(Identity identity, Directory directory, Setup setup, Attempts attempts, SessionCookie cookie) {
        this.identity = identity;
        this.directory = directory;
        this.setup = setup;
        this.attempts = attempts;
        this.cookie = cookie;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/accounts", true, BODY, attempts.counted("sign-up", this::signUp)),
                new Route("POST", "/session", true, BODY, attempts.counted("sign-in", this::signIn)),
                Route.get("/session", this::who),
                new Route("DELETE", "/session", false, 0, this::signOut));
    }

    private CompletionStage<Answer> signUp(Call call) {
        Fields fields = call.fields();
        String name = Names.account(fields.text("name", LONGEST))
                .orElseThrow(
                        () -> Fields.malformed(
                                "name",
                                "name must have 1 to 32 letters, digits, '.', '_' or '-', and begin with one of the first two."));
        String password = password(fields);
        boolean token = fields.flag("token");
        boolean mayFound = isLocal(call.request()) || setup.matches(fields.text("setup", LONGEST, ""));
        CompletionStage<Boolean> lacking = mayFound ? CompletableFuture.completedFuture(false) : identity.isUnused();
        return lacking.thenCompose(lacks -> {
            attempts.check(lacks ? "set-up" : name, call.request().getRemoteAddr());
            if (lacks) {
                return refused(Refusal.of(
                        Code.SETUP_NEEDED,
                        "setup",
                        "The first account is made on the server itself, or with the set-up code that its log shows."));
            }
            if (directory.userNamed(name).isPresent()) {
                return refused(Refusal.of(Code.NAME_TAKEN, "name", "This name is taken; choose another."));
            }
            return identity.signUp(name, password, mayFound)
                    .thenCompose(answer -> answer instanceof Refusal refusal
                            ? refused(refusal)
                            : open(call, token, created((Ack) answer), 201));
        });
    }

    private User created(Ack ack) {
        return directory.user((String) ack.fields().getOrDefault("user", "")).orElseThrow();
    }

    private CompletionStage<Answer> signIn(Call call) {
        Fields fields = call.fields();
        String name = fields.text("name", LONGEST);
        String password = fields.text("password", 4 * LONGEST);
        boolean token = fields.flag("token");
        attempts.check(name, call.request().getRemoteAddr());
        return identity.verify(name, password).thenCompose(user -> {
            if (user.isEmpty()) {
                return refused(Refusal.of(Code.WRONG_PASSWORD, "password", "Name and password do not match."));
            }
            attempts.succeeded(name);
            return open(call, token, user.get(), 200);
        });
    }

    private CompletionStage<Answer> open(Call call, boolean token, User user, int status) {
        return identity.open(user).thenApply(opened -> {
            if (opened.isEmpty()) {
                return Answer.problem(Code.UNAVAILABLE, "The session could not be written; sign in again.");
            }
            Map<String, Object> body = fields(user, cookie.installation());
            if (token) {
                body.put("token", opened.get().token());
                return Answer.json(status, Json.bytes(body));
            }
            call.signedIn().filter(before -> cookie.brought(call.request())).ifPresent(identity::close);
            return Answer.json(status, Json.bytes(body))
                    .with("Set-Cookie", cookie.set(call.request(), opened.get().token()));
        });
    }

    private CompletionStage<Answer> who(Call call) {
        Optional<User> user = directory.user(call.caller().user());
        return CompletableFuture.completedFuture(Answer.ok(fields(user.orElseThrow(), cookie.installation())));
    }

    private CompletionStage<Answer> signOut(Call call) {
        return identity.close(call.caller())
                .thenApply(answer -> answer instanceof Refusal refusal
                        ? Answer.problem(refusal)
                        : Answer.nothing().with("Set-Cookie", cookie.remove(call.request())));
    }

    private static String password(Fields fields) {
        String password = fields.text("password", 4 * LONGEST);
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw Fields.malformed("password", "password must have " + SHORTEST + " to " + LONGEST + " characters.");
        }
        return password;
    }

    /** Who is signed in where. */
    static Map<String, Object> fields(User user, String installation) {
        return Json.object("user", user.id(), "name", user.name(), "admin", user.admin(), "installation", installation);
    }

    private static CompletionStage<Answer> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(Answer.problem(refusal));
    }

    /** Whether a request comes from this machine itself, not through a proxy on it. */
    static boolean isLocal(HttpServletRequest request) {
        boolean forwarded = Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals("forwarded")
                        || name.equals("via")
                        || name.equals("x-real-ip")
                        || name.startsWith("x-forwarded"));
        try {
            return !forwarded && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

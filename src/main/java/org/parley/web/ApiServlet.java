package org.parley.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Body;
import org.parley.http.Budget;
import org.parley.http.Caller;
import org.parley.http.Unread;
import org.parley.identity.SignedIn;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.log.StoreException;
import org.parley.wire.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/*}: finds who answers a request, and turns whatever goes wrong into a problem document. Holds no thread.
 */
public final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);

    private final transient List<Route> routes;
    private final transient Predicate<SignedIn> lasts;
    private final transient Budget partial;
    private final transient Unread unread;

    /**
     * Serves what these resources offer.
     *
     * @param lasts whether a session is still there when the body has come
     * @param partial bounds what all half-received bodies take
     * @param unread bounds what all half-read answers take
     */
    ApiServlet(List<Resource> resources, Predicate<SignedIn> lasts, Budget partial, Unread unread) {
        this.lasts = lasts;
        this.unread = unread;
        this.partial = partial;
        this.routes = resources.stream()
                .flatMap(resource -> resource.routes().stream())
                .toList();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        String method =
                request.getMethod().equals("HEAD") ? "GET" : request.getMethod(); // the container drops the body
        List<Route> here =
                routes.stream().filter(route -> route.match(path).isPresent()).toList();
        Optional<Route> route =
                here.stream().filter(one -> one.method().equals(method)).findFirst();
        if (here.isEmpty()) {
            Answering.now(response, Answer.problem(Code.NOT_FOUND, "There is no such address."));
        } else if (route.isEmpty()) {
            Answering.now(response, notAllowed(here));
        } else if (!route.get().open() && Caller.of(request).isEmpty()) {
            Answering.now(response, Answer.problem(Caller.NOBODY));
        } else {
            answer(route.get(), request, route.get().match(path).orElseThrow());
        }
    }

    private static Answer notAllowed(List<Route> here) {
        String allowed = here.stream().map(Route::method).sorted().collect(Collectors.joining(", "));
        return Answer.notAllowed(allowed);
    }

    private void answer(Route route, HttpServletRequest request, List<String> parts) throws IOException {
        Answering later = Answering.later(request, unread);
        CompletionStage<byte[]> body = route.maxBody() == 0
                ? CompletableFuture.completedFuture(new byte[0])
                : Body.of(request, route.maxBody(), partial);
        body.thenCompose(bytes -> carryOut(route, new Call(request, parts, bytes)))
                .exceptionally(ApiServlet::problem)
                .thenAccept(later::answer);
    }

    /** A body may have taken long to come: whoever signed out meanwhile sends nothing any more. */
    private CompletionStage<Answer> carryOut(Route route, Call call) {
        if (!route.open() && !lasts.test(call.caller())) {
            throw new Refused(Caller.NOBODY);
        }
        return route.action().answer(call);
    }

    private static Answer problem(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof Refused refused) {
            return Answer.problem(refused.refusal());
        } else if (cause instanceof RejectedExecutionException) {
            return Answer.problem(Code.UNAVAILABLE, "The server is too busy for this just now.");
        } else if (cause instanceof StoreException) {
            LOG.warn("The store could not be read: {}", cause.getMessage());
            return Answer.problem(Code.UNAVAILABLE, "The store can't be read just now.");
        } else if (cause instanceof IOException) {
            return Answer.problem(Refusal.of(Code.MALFORMED, "body", "The body did not arrive in time, or not whole."));
        }
        LOG.error("A request met a fault", cause);
        return Answer.problem(Code.UNAVAILABLE, "The server met a fault.");
    }
}

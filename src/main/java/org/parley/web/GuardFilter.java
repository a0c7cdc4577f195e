package org.parley.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Enumeration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Caller;
import org.parley.identity.Identity;
import org.parley.identity.Origins;
import org.parley.identity.SignedIn;
import org.parley.identity.Tickets;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.log.StoreException;

/**
 * Stands before the API and the transports: turns foreign pages away, and finds out who calls. A session that is not in
 * memory, or a ticket, is looked up by the request's own thread, by 16 of them at most and for a second at most; else
 * the answer is 503.
 */
public final class GuardFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final int LOOKUPS = 16;
    private static final String AS = "as=";
    private static final Refusal SEVERAL_ORIGINS =
            Refusal.of(Code.MALFORMED, "Origin", "A request has one Origin (RFC 6454, section 7.3).");

    private final transient Identity identity;
    private final transient SessionCookie cookie;
    private final transient Origins origins;
    private final transient @Nullable Tickets tickets;
    private final transient ForeignPages foreignPages;
    private final transient Semaphore lookups = new Semaphore(LOOKUPS);

    /** Hears of those who are turned away as a foreign page's; called by the request's thread, and must not block. */
    @FunctionalInterface
    public interface ForeignPages {
        /** The request carried this caller's cookie, so that he may be told of it; it got nothing for that. */
        void turnedAway(SignedIn caller, HttpServletRequest request);
    }

    private GuardFilter(
            Identity identity,
            SessionCookie cookie,
            Origins origins,
            @Nullable Tickets tickets,
            ForeignPages foreignPages) {
        this.identity = identity;
        this.cookie = cookie;
        this.origins = origins;
        this.tickets = tickets;
        this.foreignPages = foreignPages;
    }

    /** Knows callers by the cookie of this installation, or by their token, and lets others pass too. */
    public static GuardFilter open(Identity identity, String installation, Origins origins) {
        return new GuardFilter(identity, new SessionCookie(installation), origins, null, (caller, request) -> {});
    }

    /** Knows callers by a ticket besides, and lets nobody else pass. */
    public static GuardFilter closed(
            Identity identity, String installation, Origins origins, Tickets tickets, ForeignPages foreignPages) {
        return new GuardFilter(identity, new SessionCookie(installation), origins, tickets, foreignPages);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (hasSeveralOrigins(request)) {
            Answering.now(response, Answer.problem(SEVERAL_ORIGINS));
            return;
        }
        String origin = request.getHeader("Origin");
        if (!origins.allowed(origin, request.getHeader("Sec-Fetch-Site"), request.getHeader("Host"))) {
            cookie.token(request)
                    .flatMap(identity::cached)
                    .ifPresent(caller -> foreignPages.turnedAway(caller, request));
            Answering.now(
                    response, Answer.problem(Code.FOREIGN_ORIGIN, "The request comes from a page of another origin."));
            return;
        }
        try {
            Optional<SignedIn> caller = caller(request).filter(signedIn -> isMeant(signedIn, request.getQueryString()));
            if (caller.isEmpty() && tickets != null) {
                Answering.now(response, Answer.problem(Caller.NOBODY));
            } else {
                chain.doFilter(wrapped(request, caller), response);
            }
        } catch (StoreException e) {
            Answering.now(response, Answer.problem(Code.UNAVAILABLE, "The session can't be looked up just now."));
        }
    }

    /** Of several, one would be judged and another one believed by whoever else reads the request. */
    private static boolean hasSeveralOrigins(HttpServletRequest request) {
        Enumeration<String> lines = request.getHeaders("Origin");
        if (!lines.hasMoreElements()) {
            return false;
        }
        lines.nextElement();
        return lines.hasMoreElements();
    }

    /**
     * Whether the request takes itself for this user's. A page may go on for one user when another has signed in by the
     * same browser's cookie: what the one wrote must not go out in the other's name. The query is read by hand, since
     * asking for parameters would consume the body of a form.
     */
    private static boolean isMeant(SignedIn caller, @Nullable String query) {
        if (query == null) {
            return true;
        }
        for (String parameter : query.split("&")) {
            if (parameter.startsWith(AS)) {
                return parameter.substring(AS.length()).equals(caller.user());
            }
        }
        return true;
    }

    private Optional<SignedIn> caller(HttpServletRequest request) {
        String ticket = tickets == null ? null : request.getParameter("ticket");
        if (tickets != null && ticket != null) {
            Tickets all = tickets;
            return lookUp(() -> all.redeem(ticket).filter(identity::admits));
        }
        boolean foreign = Origins.isForeign(request.getHeader("Origin"), request.getHeader("Host"));
        Optional<String> token = foreign ? SessionCookie.bearer(request) : cookie.token(request);
        return token.flatMap(known -> identity.cached(known).or(() -> lookUp(() -> identity.find(known))));
    }

    private Optional<SignedIn> lookUp(Supplier<Optional<SignedIn>> caller) {
        try {
            if (!lookups.tryAcquire(1, TimeUnit.SECONDS)) {
                throw new StoreException("Too many sessions are being looked up", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted", e);
        }
        try {
            return caller.get();
        } finally {
            lookups.release();
        }
    }

    /** The same request with its principal: what servlets and WebSocket endpoints see. */
    private static HttpServletRequest wrapped(HttpServletRequest request, Optional<SignedIn> caller) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable Principal getUserPrincipal() {
                return caller.orElse(null);
            }
        };
    }
}

package org.parley.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.parley.chat.ChatRequest.CreateAccount;
import org.parley.chat.Directory;
import org.parley.chat.User;
import org.parley.identity.SessionChange.DropSession;
import org.parley.identity.SessionChange.DropSessionsBefore;
import org.parley.identity.SessionChange.PutSession;
import org.parley.identity.SessionChange.TouchSession;
import org.parley.log.Answer;
import org.parley.log.Command;
import org.parley.log.Journal;
import org.parley.log.StoreException;
import org.parley.log.Write;

/**
 * Signing up, in and out. Everything that is written goes through the journal; sessions in use are kept in memory.
 * Thread-safe.
 */
public final class Identity {
    private static final long TOUCH = Duration.ofHours(1).toMillis();
    private static final int CACHED = 100_000;

    private final Journal journal;
    private final Directory directory;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Executor readers;
    private final Duration idle;
    private final Clock clock;
    private final Endings endings;
    private final Map<String, Session> cache = new ConcurrentHashMap<>();

    /** Sessions that ended lately, and when: what was read of them just before must not bring them back. */
    private final Map<String, Long> dropped = new ConcurrentHashMap<>();

    /**
     * @param readers runs what reads the store
     * @param idle how long an unused session lasts
     * @param endings is told of sessions that end
     */
    public Identity(
            Journal journal,
            Directory directory,
            Accounts accounts,
            Sessions sessions,
            Passwords passwords,
            Executor readers,
            Duration idle,
            Clock clock,
            Endings endings) {
        this.journal = journal;
        this.directory = directory;
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.readers = readers;
        this.idle = idle;
        this.clock = clock;
        this.endings = endings;
    }

    /**
     * Somebody is signed in from now on.
     *
     * @param user who
     * @param token the secret of his session, known to nobody else
     */
    public record Opened(User user, String token) {}

    /** Makes an account. The answer is an ack with {@code user}, or a refusal. */
    public CompletionStage<Answer> signUp(String name, String password, boolean mayFound) {
        return passwords
                .hash(password)
                .thenCompose(hash -> journal.submit(Command.internal(new CreateAccount(name, hash, mayFound))));
    }

    /**
     * Whether there is no account yet. Fails with {@link StoreException} when this node knows of none and can't ask the
     * store.
     */
    public CompletionStage<Boolean> isUnused() {
        return upToDate(!directory.isEmpty()).thenApply(read -> directory.isEmpty());
    }

    /**
     * The user whom name and password belong to. Fails with {@link StoreException} when this node knows nobody of that
     * name and can't ask the store.
     */
    public CompletionStage<Optional<User>> verify(String name, String password) {
        if (directory.userNamed(name).isPresent()) {
            return known(name, password);
        }
        // Asked while as much is hashed as for others: how long it takes is not to tell who is unknown.
        return journal.log()
                .refresh()
                .thenCombine(known(name, password), (read, nobody) -> directory.userNamed(name))
                .thenCompose(
                        user -> user.isPresent() ? known(name, password) : CompletableFuture.completedFuture(user));
    }

    private CompletionStage<Optional<User>> known(String name, String password) {
        Optional<User> user = directory.userNamed(name);
        return CompletableFuture.supplyAsync(
                        () -> accounts.password(user.map(User::id).orElse(null)), readers)
                .thenCompose(hash -> passwords.matches(password, hash))
                .thenApply(matches -> matches ? user : Optional.empty());
    }

    /** Opens a session; empty when it could not be written. */
    public CompletionStage<Optional<Opened>> open(User user) {
        String token = Token.random();
        long now = clock.millis();
        Session session = new Session(Token.hash(token), user.id(), now, now);
        return write(new PutSession(session)).thenApply(answer -> {
            if (answer instanceof Answer.Refusal) {
                return Optional.empty();
            }
            remember(session);
            return Optional.of(new Opened(user, token));
        });
    }

    /**
     * Ends a session and everything that reads for it. The answer is a refusal when that could not be written; it ended
     * here all the same.
     */
    public CompletionStage<Answer> close(SignedIn signedIn) {
        end(signedIn.user(), signedIn.session(), true);
        return write(new DropSession(signedIn.session()));
    }

    /** Another node ended a session. */
    public void endedElsewhere(String user, String session) {
        end(user, session, false);
    }

    /**
     * Looks whether the store still has the sessions that are in memory, and those behind which somebody is
     * {@code connected}, each with its user; ends the others, which were ended elsewhere. Blocks.
     */
    public void verify(Map<String, String> connected) {
        Map<String, String> all = new HashMap<>(connected);
        cache.values().forEach(session -> all.put(session.id(), session.user()));
        all.keySet().removeAll(dropped.keySet());
        Set<String> lasting = sessions.among(all.keySet());
        all.keySet().removeAll(lasting);
        all.forEach((session, user) -> end(user, session, false));
    }

    /** Whoever hears first of an end tells it; it may be heard of by several ways at once. */
    private void end(String user, String session, boolean here) {
        boolean first = dropped.putIfAbsent(session, clock.millis()) == null;
        cache.remove(session);
        if (first) {
            endings.ended(user, session, here);
        }
    }

    /** Who carries this token, if that is known without asking the store. */
    public Optional<SignedIn> cached(String token) {
        return Optional.ofNullable(cache.get(Token.hash(token))).flatMap(this::use);
    }

    /** Who carries this token. Blocks: it may ask the store, for a user whom another node has just made too. */
    public Optional<SignedIn> find(String token) {
        return sessions.find(Token.hash(token)).flatMap(session -> {
            remember(session);
            awaitUser(session.user());
            return use(session);
        });
    }

    private void awaitUser(String user) {
        try {
            upToDate(directory.user(user).isPresent()).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new StoreException("What other nodes wrote could not be read", e);
        }
    }

    /** Whom this node does not know, another may have made an account for, and this one not have read of it yet. */
    private CompletionStage<Void> upToDate(boolean known) {
        return known ? CompletableFuture.completedFuture(null) : journal.log().refresh();
    }

    /** Whether a session that has a ticket still lasts. Blocks, as {@link #find} does. */
    public boolean admits(SignedIn signedIn) {
        awaitUser(signedIn.user());
        return lasts(signedIn);
    }

    /** Whether a session that was found a moment ago still lasts. */
    public boolean lasts(SignedIn signedIn) {
        return !dropped.containsKey(signedIn.session())
                && directory.user(signedIn.user()).isPresent();
    }

    /**
     * Removes sessions that were not used for too long; those behind which somebody is {@code connected} are in use.
     */
    public void sweep(Set<String> connected) {
        connected.forEach(this::keep);
        long now = clock.millis();
        long before = now - idle.toMillis();
        cache.values().removeIf(session -> session.seen() < before);
        cache.keySet().removeAll(dropped.keySet());
        dropped.forEach((session, at) -> {
            if (at < now - TOUCH) {
                forget(session);
            }
        });
        write(new DropSessionsBefore(before));
    }

    private void keep(String session) {
        Session known = cache.get(session);
        if (known != null) {
            use(known);
        } else {
            readers.execute(() -> sessions.find(session).ifPresent(found -> {
                remember(found);
                use(found);
            }));
        }
    }

    /** A session that ended need not be remembered once the store has certainly dropped it. */
    private void forget(String session) {
        write(new DropSession(session)).thenAccept(answer -> {
            if (answer instanceof Answer.Ack) {
                dropped.remove(session);
            }
        });
    }

    private Optional<SignedIn> use(Session session) {
        long now = clock.millis();
        boolean lasts = now - session.seen() <= idle.toMillis() && !dropped.containsKey(session.id());
        if (!lasts || directory.user(session.user()).isEmpty()) {
            return Optional.empty();
        }
        if (now - session.seen() > Math.min(TOUCH, idle.toMillis() / 4)) {
            Session touched = new Session(session.id(), session.user(), session.created(), now);
            if (cache.replace(session.id(), session, touched)) {
                write(new TouchSession(session.id(), now));
            }
        }
        return Optional.of(new SignedIn(session.user(), session.id()));
    }

    private void remember(Session session) {
        if (cache.size() >= CACHED) {
            cache.clear();
        }
        cache.put(session.id(), session);
    }

    private CompletionStage<Answer> write(SessionChange change) {
        return journal.submit(Command.internal(new Write(List.of(change))));
    }
}

package org.parley.identity;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Hashes passwords with Argon2id, 19 MiB and two passes (OWASP's first choice), on a pool of its own: hashing is meant
 * to be slow. A stage fails with {@link java.util.concurrent.RejectedExecutionException} when too many wait.
 */
public final class Passwords {
    private static final Argon2 ARGON2 = new Argon2(19_456, 2);

    /** The hash of a password nobody knows, made when first needed: an unknown name costs as much as a known one. */
    private static final class Nobody {
        static final String HASH = ARGON2.hash(Token.random());
    }

    private final Executor pool;

    /** Hashes on this pool. */
    public Passwords(Executor pool) {
        this.pool = pool;
    }

    /** The hash of a password, with its salt and parameters. */
    public CompletionStage<String> hash(String password) {
        return CompletableFuture.supplyAsync(() -> ARGON2.hash(password), pool);
    }

    /** Whether a password belongs to a hash; takes as long, and says no, when there is none. */
    public CompletionStage<Boolean> matches(String password, Optional<String> hash) {
        return CompletableFuture.supplyAsync(
                () -> Argon2.matches(password, hash.orElseGet(() -> Nobody.HASH)) && hash.isPresent(), pool);
    }
}

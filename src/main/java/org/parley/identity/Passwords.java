package org.parley.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Hashes passwords with Argon2id, 19 MiB and two passes (OWASP's first choice), on a pool of its own: hashing is meant
 * to be slow. A stage fails with {@link java.util.concurrent.RejectedExecutionException} when too many wait.
 */
public final class Passwords {
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID, 19);

    /** The hash of a password nobody knows, made when first needed: an unknown name costs as much as a known one. */
    private static final class Nobody {
        static final String HASH = hashNow(Token.random());
    }

    private final Executor pool;

    /** Hashes on this pool. */
    public Passwords(Executor pool) {
        this.pool = pool;
    }

    /** The hash of a password, with its salt and parameters. */
    public CompletionStage<String> hash(String password) {
        return CompletableFuture.supplyAsync(() -> hashNow(password), pool);
    }

    /** Whether a password belongs to a hash; takes as long, and says no, when there is none. */
    public CompletionStage<Boolean> matches(String password, Optional<String> hash) {
        return CompletableFuture.supplyAsync(
                () -> Password.check(password, hash.orElseGet(() -> Nobody.HASH))
                                .with(ARGON2)
                        && hash.isPresent(),
                pool);
    }

    private static String hashNow(String password) {
        return Password.hash(password).addRandomSalt(16).with(ARGON2).getResult();
    }
}

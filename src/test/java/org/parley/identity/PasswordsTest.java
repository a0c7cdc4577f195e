package org.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(Runnable::run);

    @Test
    void aHashIsArgon2idWithItsSaltAndFitsItsPasswordOnly() {
        String hash = hash("密码 correct horse");

        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(matches("密码 correct horse", hash));
        assertFalse(matches("密码 correct hors", hash));
        assertFalse(matches("", hash));
    }

    /** Made by the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32}. */
    @Test
    void hashesOfOthersAndOfOtherCostsAreRead() {
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertTrue(matches("password", hash));
        assertFalse(matches("Password", hash));
    }

    @Test
    void thePasswordOfTwoUsersHasTwoHashes() {
        assertNotEquals(hash("password"), hash("password"));
    }

    @Test
    void whereThereIsNoHashNothingMatches() {
        assertFalse(passwords
                .matches("password", Optional.empty())
                .toCompletableFuture()
                .join());
    }

    @Test
    void whenTooManyWaitItIsSaidAtOnce() {
        Passwords full = new Passwords(task -> {
            throw new RejectedExecutionException();
        });

        Assertions.assertThrows(RejectedExecutionException.class, () -> full.hash("password"));
    }

    @Test
    void aTokenIsRandomAndKeptAsAHash() {
        String token = Token.random();

        assertNotEquals(token, Token.random());
        assertEquals(43, token.length());
        assertEquals("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Token.hash("test"));
    }

    private String hash(String password) {
        return passwords.hash(password).toCompletableFuture().join();
    }

    private boolean matches(String password, String hash) {
        return passwords
                .matches(password, Optional.of(hash))
                .toCompletableFuture()
                .join();
    }
}

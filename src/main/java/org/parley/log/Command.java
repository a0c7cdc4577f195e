package org.parley.log;

import org.jspecify.annotations.Nullable;

/**
 * One request to change something, by one user.
 *
 * @param user who asks
 * @param key names the command among its user's, so that it is carried out once however often it arrives; null for what
 *     the server asks of itself
 * @param hash fingerprint of the body, by which another body under the same key is told apart; empty without a key
 * @param size bytes it holds while it waits, for the journal's bound
 * @param request what is asked for
 * @param line those before and behind it whose order counts
 */
public record Command(String user, @Nullable String key, String hash, int size, Request request, Line line) {
    /** A command of the server's own: no key, so it is not remembered. */
    public static Command internal(Request request) {
        return internal(request, 256);
    }

    /** The same, of so many bytes. */
    static Command internal(Request request, int size) {
        return new Command("", null, "", size, request, new Line());
    }
}

package org.parley.chat;

/**
 * Somebody with an account.
 *
 * @param id never changes
 * @param name unique without regard to case (see {@link Names})
 * @param admin whether he administers this installation
 */
public record User(String id, String name, boolean admin) {}

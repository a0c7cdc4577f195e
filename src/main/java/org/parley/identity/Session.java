package org.parley.identity;

/**
 * Somebody is signed in.
 *
 * @param id the hash of its token, in hexadecimal; the token itself is known to the client alone
 * @param user who
 * @param created when, in milliseconds since 1970 UTC
 * @param seen when it was last used, to within an hour, or a quarter of how long it may be unused
 */
public record Session(String id, String user, long created, long seen) {}

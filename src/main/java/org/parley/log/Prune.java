package org.parley.log;

/**
 * The journal's own request to shorten the log.
 *
 * @param eventsBefore events written before this time go, as a prefix of the log
 * @param keysBefore keys used before this time go
 */
record Prune(long eventsBefore, long keysBefore) implements Request {}

package org.parley.conformance;

/**
 * Something that a server must do: a row of the table in docs/conformance.md.
 *
 * @param id the chapter and a word, {@code close.codes}
 * @param words the rule in a clause that the server is the subject of
 * @param section where it is stated: {@code 5.5.1} of RFC 6455, or with the number of another RFC before it
 */
record Rule(String id, String words, String section) {}

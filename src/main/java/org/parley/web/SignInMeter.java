package org.parley.web;

/** Counts who comes in, and who tried to. Thread-safe. */
public interface SignInMeter {
    /**
     * An attempt was answered.
     *
     * @param how {@code sign-in} or {@code sign-up}
     * @param status the HTTP status: 200 and 201 for those who are in
     */
    void attempted(String how, int status);
}

package org.parley.app;

/** Everything that can be tuned. */
public record Settings(int port) {}

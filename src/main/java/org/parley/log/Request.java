package org.parley.log;

/** What a {@link Command} asks for. The log does not look into it; the {@link Decider} does. */
public interface Request {}

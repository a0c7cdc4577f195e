package org.parley.log;

/** A change to a projection, written by the {@link Store} in the same transaction as the events it follows from. */
public interface Change {}

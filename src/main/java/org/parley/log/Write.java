package org.parley.log;

import java.util.List;

/**
 * A request that needs no decision: rows to be written with the next batch, acknowledged when they are durable.
 *
 * @param changes what to write, in order
 */
public record Write(List<Change> changes) implements Request {}

package org.parley.feed;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who reads, over one connection or series of polls.
 *
 * @param user who may see what is asked for him
 * @param session the session it belongs to; when that ends, so does the reading
 * @param client names the tab or script, if it gave itself a name
 */
public record Reader(String user, String session, @Nullable String client) {}

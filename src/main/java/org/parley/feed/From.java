package org.parley.feed;

import org.jspecify.annotations.Nullable;
import org.parley.log.Cursor;

/**
 * What a reader knows already.
 *
 * @param cursor how far it has read; null to begin at the head
 * @param mine the version of its personal state; null when it does not ask for it
 * @param now the version of what it knows of presence; 0 to be told all
 */
public record From(@Nullable Cursor cursor, @Nullable Long mine, long now) {}

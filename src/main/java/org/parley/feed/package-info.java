/**
 * How readers get the log: {@link org.parley.feed.Feed#read} what is there, {@link org.parley.feed.Feed#await}
 * something, or {@link org.parley.feed.Feed#follow} it. There is no queue of events for anybody: a slow reader only
 * stays behind in the log. A few loops, each owning some of the users, walk the log once for all their readers.
 */
@NullMarked
package org.parley.feed;

import org.jspecify.annotations.NullMarked;

/**
 * What the transports share: how a request says from where and for whom to read, and how a reply becomes an answer.
 * Each transport is a package below this one, puts one verb of the feed on a wire, and knows none of the others.
 */
@NullMarked
package org.parley.transport;

import org.jspecify.annotations.NullMarked;

/**
 * Clients of Parley for tests: HTTP and WebSocket by hand over plain sockets, and on top of them a
 * {@link org.parley.testing.Person} who signs in and speaks and a {@link org.parley.testing.Reader} that follows the
 * log over any of the five transports. Nothing here shares code with the product, so that a fault cannot cancel itself
 * out.
 */
package org.parley.testing;

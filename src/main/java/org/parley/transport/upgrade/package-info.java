/**
 * The hand-made WebSocket: a thin, non-blocking shell of servlet I/O around {@code rfc6455}, and the feed's
 * {@code follow} over it.
 *
 * <p>{@link org.parley.transport.upgrade.Opening} answers the handshake and hands the request's connection over;
 * {@link org.parley.transport.upgrade.Connection} is what it becomes: bytes in through {@code Incoming}, frames out
 * through {@code Outgoing}, and an end of TCP that is kept to a deadline. What is said over it is a
 * {@link org.parley.transport.upgrade.Conversation}: the feed's here, an echo in the Lab.
 */
@NullMarked
package org.parley.transport.upgrade;

import org.jspecify.annotations.NullMarked;

/**
 * The container's own WebSocket: a standard {@code @ServerEndpoint}, for comparison with the hand-made one and as the
 * next choice.
 */
@NullMarked
package org.parley.transport.websocket;

import org.jspecify.annotations.NullMarked;

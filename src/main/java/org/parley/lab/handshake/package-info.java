/**
 * What the page of the handshake shows: the bytes of one connection, sent along on that connection
 * ({@link org.parley.lab.handshake.Recording}), and deliberate mistakes, which a raw socket makes within the server
 * ({@link org.parley.lab.handshake.AttemptServlet}).
 */
@NullMarked
package org.parley.lab.handshake;

import org.jspecify.annotations.NullMarked;

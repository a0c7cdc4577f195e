/**
 * The WebSocket protocol (RFC 6455) of a server and nothing else: bytes in, events and bytes out. There is no I/O in
 * here, no thread, no clock and no servlet, so a shell around it needs little, and literals test it.
 *
 * <p>A shell asks {@link org.parley.rfc6455.Handshake#answer} about the request and sends status and header fields as
 * told; after a 101 it gives what arrives to a {@link org.parley.rfc6455.Decoder}, which calls its
 * {@link org.parley.rfc6455.Receiver}; it makes what it sends by {@link org.parley.rfc6455.Frames} and lets a
 * {@link org.parley.rfc6455.Closing} tell which Close frame is due and when TCP is to end:
 *
 * <pre>{@code
 * Handshake answer = Handshake.answer(request.getMethod(), request.getProtocol(),
 *         name -> Collections.list(request.getHeaders(name)), Set.of());
 * response.setStatus(answer.status());
 * answer.headers().forEach(response::setHeader);
 * if (answer instanceof Handshake.Refused refused) { … refused.refusal().sentence() … }
 *
 * Decoder decoder = new Decoder(64 * 1024, receiver);
 * int count = in.read(segment);
 * decoder.receive(segment, 0, count);    // receiver.text(message), receiver.ping(payload), …
 *
 * out.write(Frames.text(bytes, 0, bytes.length));
 * out.write(closing.start(CloseCode.GOING_AWAY, "5000"));    // then receiver.closed(code, reason) …
 * byte[] reply = closing.received(code);                      // … empty, as a Close frame was sent already
 * if (closing.isDone()) { … end TCP … }
 * }</pre>
 *
 * Rules that a client can break are the rows of {@link org.parley.rfc6455.Refusal} and
 * {@link org.parley.rfc6455.Violation}.
 */
@NullMarked
package org.parley.rfc6455;

import org.jspecify.annotations.NullMarked;

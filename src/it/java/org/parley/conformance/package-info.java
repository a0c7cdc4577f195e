/**
 * What RFC 6455 and RFC 7692 ask of a server, as a few hundred cases: what is sent over a raw socket, and what must
 * come back. {@link org.parley.conformance.WebSocketConformance} plays them against one of the two WebSockets; what a
 * container is known to do otherwise stands in a file beside it, and docs/conformance.md is written from a run.
 */
package org.parley.conformance;

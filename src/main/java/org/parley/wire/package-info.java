/**
 * JSON: how commands, events and deliveries are written down (docs/protocol.md). The same text travels over every
 * transport.
 */
@NullMarked
package org.parley.wire;

import org.jspecify.annotations.NullMarked;

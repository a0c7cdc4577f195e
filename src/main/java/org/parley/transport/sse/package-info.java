/** Server-sent events: one answer that never ends, one event a delivery; commands go by plain requests. */
@NullMarked
package org.parley.transport.sse;

import org.jspecify.annotations.NullMarked;

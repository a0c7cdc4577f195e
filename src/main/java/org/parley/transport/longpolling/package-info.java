/** Long-polling: a request is held, without a thread, until there is something to say or its time is over. */
@NullMarked
package org.parley.transport.longpolling;

import org.jspecify.annotations.NullMarked;

/** Polling: a request is answered at once with what there is; most answers carry nothing, which is what it costs. */
@NullMarked
package org.parley.transport.polling;

import org.jspecify.annotations.NullMarked;

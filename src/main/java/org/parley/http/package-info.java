/**
 * The few servlet parts that everything over HTTP shares: who calls, reading a body and writing an answer without
 * holding a thread.
 */
@NullMarked
package org.parley.http;

import org.jspecify.annotations.NullMarked;

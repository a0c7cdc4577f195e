/**
 * The Lab: shows what each way of the wire does and costs. Today its echoes, one over the hand-made WebSocket and one
 * over the container's. Nobody signs in to them, so what they may take, connections and memory, is bounded in all.
 */
@NullMarked
package org.parley.lab;

import org.jspecify.annotations.NullMarked;

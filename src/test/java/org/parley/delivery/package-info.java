/**
 * The proof of delivery: a network that fails in every way ({@link org.parley.delivery.FaultProxy}), and what must hold
 * of everything that clients were acked and saw ({@link org.parley.delivery.Checker}).
 */
package org.parley.delivery;

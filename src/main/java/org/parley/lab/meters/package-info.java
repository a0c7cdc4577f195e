/**
 * The meters: what runs in a node, counted by Micrometer behind the small ports of those who do the work, and shown at
 * {@code /metrics} in the text format of Prometheus. docs/metrics.md lists them.
 */
@NullMarked
package org.parley.lab.meters;

import org.jspecify.annotations.NullMarked;

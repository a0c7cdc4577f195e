/**
 * How nodes hear each other besides the log. A {@link org.parley.log.Doorbell} says that the log went on; it knows
 * neither what is in the log nor who wants to know. {@link org.parley.log.Bulletins} carry what is not in the log, and
 * tell which nodes there are; what bulletins say is none of their business.
 */
@NullMarked
package org.parley.cluster;

import org.jspecify.annotations.NullMarked;

/** The Lab's echoes over raw sockets, against the WAR as its users start it. */
@NullMarked
package org.parley.lab;

import org.jspecify.annotations.NullMarked;

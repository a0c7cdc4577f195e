/** Parley as a process of its own: killed while people write, watched while it syncs, stopped while people read. */
package org.parley.process;

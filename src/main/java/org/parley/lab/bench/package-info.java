/**
 * The load run, {@code java -jar parley.war bench}: its options, a server of its own where none is named, accounts for
 * its clients, and what it shows: progress, a table, a page. The engine is {@code lab.load}.
 */
@NullMarked
package org.parley.lab.bench;

import org.jspecify.annotations.NullMarked;

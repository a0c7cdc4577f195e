/** The load run, seen from outside: what it shows against what really went over the wire. */
package org.parley.bench;

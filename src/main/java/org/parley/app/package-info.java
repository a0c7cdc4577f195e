/**
 * The composition root. {@link org.parley.app.Parley} builds everything when the web application starts and closes it
 * in reverse; {@link org.parley.app.Settings} is what can be tuned; {@link org.parley.app.Main} starts the WAR without
 * a container. Nobody uses this package.
 */
@NullMarked
package org.parley.app;

import org.jspecify.annotations.NullMarked;

/** The plain HTTP around the transports: sign-in, state, history, commands, health. */
@NullMarked
package org.parley.web;

import org.jspecify.annotations.NullMarked;

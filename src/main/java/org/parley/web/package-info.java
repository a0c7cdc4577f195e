/**
 * The plain HTTP around the transports: who calls, accounts and sessions, commands, state and history, and the pages.
 */
@NullMarked
package org.parley.web;

import org.jspecify.annotations.NullMarked;

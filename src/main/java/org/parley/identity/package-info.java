/**
 * Who somebody is: accounts and their passwords, sessions and their tokens, sign-in, and the check of a browser's
 * origin.
 */
@NullMarked
package org.parley.identity;

import org.jspecify.annotations.NullMarked;

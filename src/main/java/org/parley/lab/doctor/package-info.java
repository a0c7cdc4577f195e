/** What the Doctor's page asks the server about the way between them. */
@NullMarked
package org.parley.lab.doctor;

import org.jspecify.annotations.NullMarked;

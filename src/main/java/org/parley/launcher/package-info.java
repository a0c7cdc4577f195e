/**
 * What {@code java -jar parley.war} runs first: nothing but the JDK. It lies at the root of the WAR, unpacks the
 * archive and hands over to {@code org.parley.app.Main}, which starts it on the embedded Tomcat. A container never
 * loads this package.
 */
@NullMarked
package org.parley.launcher;

import org.jspecify.annotations.NullMarked;

/**
 * Clients that others wrote, against both echoes and the feed: the JDK's, Tomcat's, Tyrus's, the npm package
 * {@code ws}, and Chromium. Each but Chromium runs in a process of its own with nothing else on its class path, and is
 * told by lines what to say ({@link org.parley.interop.Lines}).
 */
package org.parley.interop;

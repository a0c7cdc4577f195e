/** The pages in a real browser, against the started WAR: what people do, what they are told, how it looks. */
package org.parley.page;

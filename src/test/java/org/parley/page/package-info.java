/** What the browser gets: its texts and modules as far as they can be tried without a browser. */
package org.parley.page;

/**
 * What chat is: users, rooms, members, commands and what they lead to, who may see what, and who is there now. It
 * decides for the {@link org.parley.log.Journal} and knows nothing of servlets, SQL or JSON.
 */
@NullMarked
package org.parley.chat;

import org.jspecify.annotations.NullMarked;

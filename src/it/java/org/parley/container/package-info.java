/**
 * What the container under test is, seen from outside its process, and what an application must do there besides
 * speaking the protocol: come and go without leaving anything behind, and fail to start in one line.
 */
package org.parley.container;

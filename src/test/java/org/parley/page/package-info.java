/** The pages: their texts and modules by themselves, and what people do, are told and see in a real browser. */
package org.parley.page;

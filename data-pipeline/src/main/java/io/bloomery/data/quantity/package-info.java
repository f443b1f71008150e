/** Numbers in words for a person: one way to write them in every message, log, page and terminal of the three modules. */
package io.bloomery.data.quantity;

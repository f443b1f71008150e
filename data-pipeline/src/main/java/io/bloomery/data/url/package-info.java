/**
 * URLs as a crawler needs them: one spelling for each page, its host and the domain it belongs to.
 *
 * <p>Pure functions of the text; nothing here looks a name up or opens a connection.
 */
package io.bloomery.data.url;

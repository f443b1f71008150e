/**
 * Export: the last checkpoint in the forms others read; and import of what others wrote.
 *
 * <p>The forms are {@code model.export}'s; this package reads the tables and writes the folder.
 */
package io.bloomery.jobs.export;

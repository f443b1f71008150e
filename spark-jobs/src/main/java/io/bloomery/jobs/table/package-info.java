/**
 * The columns of every Parquet table, one class each: schema, and rows made from values and back.
 *
 * <p>Column names stand here and nowhere else. A row travels between machines; the values it is made of do not need to.
 */
package io.bloomery.jobs.table;

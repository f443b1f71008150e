/** Extracts the main text of every page of a folder into one file of JSON lines, without Spark. */
package io.bloomery.jobs.extract;

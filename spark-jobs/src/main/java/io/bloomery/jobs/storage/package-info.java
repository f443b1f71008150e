/**
 * Tables on a Hadoop file system: published whole or not at all, with a manifest; and the lock of a run.
 *
 * <p>The only package that renames or deletes files. It knows no job and no schema.
 */
package io.bloomery.jobs.storage;

/**
 * The {@code bloomery} command: reads arguments and configuration, runs stages, tells the result.
 *
 * <p>It knows every job and is known by none. Configuration is read here once; below, constructors take records.
 */
package io.bloomery.jobs.cli;

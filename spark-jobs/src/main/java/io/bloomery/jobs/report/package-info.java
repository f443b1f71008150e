/**
 * Gathers what the tables of a run say into the plain record that {@code data.report} renders.
 *
 * <p>Numbers come from manifests and rows, never from what a job remembered, so that a report of skipped stages says the
 * same as one of stages that ran. Nothing is decided and nothing is written here.
 */
package io.bloomery.jobs.report;

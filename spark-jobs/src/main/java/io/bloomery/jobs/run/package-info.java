/**
 * What every stage shares when it runs: its contract, its context, progress, and the runner that skips, locks, publishes.
 *
 * <p>It knows no particular stage.
 */
package io.bloomery.jobs.run;

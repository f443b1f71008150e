/**
 * The vocabulary of cleaning: a step looks at one document and gives a verdict; a pipeline is a list of steps.
 *
 * <p>No rule lives here; rules live in {@code filter} and the other feature packages.
 */
package io.bloomery.data.step;

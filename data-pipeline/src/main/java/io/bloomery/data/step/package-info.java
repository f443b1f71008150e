/**
 * The vocabulary of cleaning: rules measure and rewrite a draft, limits say which numbers are good enough, a rule set
 * gives the verdict.
 *
 * <p>No rule lives here; rules live in families below {@code filter} and in other feature packages.
 */
package io.bloomery.data.step;

/**
 * Training: sequences in, checkpoint out, by DL4J's parameter averaging on executors.
 *
 * <p>What is seen when follows from {@code model.train.RoundPlan}; this package lets the workers read the
 * sequences that are theirs, lets DL4J run one round after the other, and keeps what a killed run needs to go on.
 */
package io.bloomery.jobs.train;

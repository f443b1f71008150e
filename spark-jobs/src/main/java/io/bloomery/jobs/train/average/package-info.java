/**
 * Bloomery's own training master: replicas that stay on their executors, and a mean that is made shard by shard.
 *
 * <p>{@link io.bloomery.jobs.train.average.AveragingMaster} is what users of DL4J see. A {@code Cohort} is the driver's side
 * of one training, a {@code ReplicaHost} that of a process with replicas; what lies between them are two Spark jobs a
 * round. The arithmetic is that of {@code model.average}.
 */
package io.bloomery.jobs.train.average;

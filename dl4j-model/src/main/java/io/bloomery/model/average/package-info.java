/**
 * How replicas that trained apart become one model again: when they meet, what they send, whose word counts, and what is
 * made of their mean.
 *
 * <p>Pure arithmetic over float arrays, cut into shards so that nobody has to hold all of them. The order of every sum is
 * that of the workers' numbers, so the bits do not depend on where or when a worker ran. Moving bytes between processes
 * belongs to {@code jobs.train}.
 */
package io.bloomery.model.average;

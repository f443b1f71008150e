/**
 * The plan of a training run: which sequence is seen when and by whom, and what is written down about it.
 *
 * <p>A round is what happens between two averagings: every worker takes as many optimizer steps as the averaging
 * frequency says. Everything is a function of configuration, data and round, so that a run can stop and go on anywhere.
 */
package io.bloomery.model.train;

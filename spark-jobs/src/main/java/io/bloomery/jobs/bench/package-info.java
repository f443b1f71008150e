/**
 * Speed, measured so that anyone can measure it again: how much gets through on one core and on all, beside the peers.
 *
 * <p>A bench runs production code on real input and prints figures; it asserts nothing.
 */
package io.bloomery.jobs.bench;

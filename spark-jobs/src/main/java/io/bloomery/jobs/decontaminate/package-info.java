/** The stage that keeps evaluation items out of the corpus; what a match is, {@code data.decontaminate} says. */
package io.bloomery.jobs.decontaminate;

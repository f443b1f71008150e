/**
 * Which texts contain what a model will be asked: runs of words shared with evaluation items, where they lie, and what is
 * left of a text without them. Reading evaluation files is the jobs' part.
 */
package io.bloomery.data.decontaminate;

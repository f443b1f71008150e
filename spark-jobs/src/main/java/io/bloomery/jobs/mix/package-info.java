/** The stage that draws documents by source and shuffles them; how much of what, {@code data.mix} says. */
package io.bloomery.jobs.mix;

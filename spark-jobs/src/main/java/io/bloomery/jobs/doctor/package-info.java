/** Looks at the machine and says what is there and what is wrong, before a long run finds out. */
package io.bloomery.jobs.doctor;

/**
 * The root of the configuration: one record whose shape is that of {@code conf/reference.conf}, and how it is layered.
 *
 * <p>Sections belong to the features they configure; only what concerns a whole run is declared here.
 */
package io.bloomery.jobs.config;

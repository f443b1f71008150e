/**
 * Measures what a stage that judges documents left, keeps the result beside the tables, and holds it against the checks
 * of the configuration.
 */
package io.bloomery.jobs.survey;

/**
 * The order of the line: which stage reads whose tables. The only package that knows more than one job.
 */
package io.bloomery.jobs.pipeline;

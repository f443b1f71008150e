/**
 * Brings labelled documents to the training of a quality classifier; what is learned is decided in {@code data.classify}.
 */
package io.bloomery.jobs.classify;

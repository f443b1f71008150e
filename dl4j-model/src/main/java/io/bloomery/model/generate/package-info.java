/**
 * Text out of a model: which token to take from the scores of all, and the loop that does it until the text ends.
 *
 * <p>Random choice comes from a seed alone, so the same model, prompt, sampling and seed give the same text.
 */
package io.bloomery.model.generate;

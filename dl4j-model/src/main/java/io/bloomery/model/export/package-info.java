/**
 * A trained model in the forms others read: a Hugging Face folder and the zip of DL4J.
 *
 * <p>Only what the other side documents is written; reading such a folder back lives here too, so that a model can be
 * used without the tables it came from.
 */
package io.bloomery.model.export;

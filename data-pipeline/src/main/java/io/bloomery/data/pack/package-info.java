/**
 * Token ids of documents to sequences of one length, and which document goes where.
 *
 * <p>Placement follows from the document's id alone, so the result does not depend on how the documents are spread over
 * machines. What the tokens mean is {@code data.tokenize}'s.
 */
package io.bloomery.data.pack;

package io.bloomery.data.step;

import io.bloomery.data.document.Document;
import java.io.Serializable;

/**
 * One step of the cleaning pipeline.
 *
 * <p>Steps are pure: the verdict depends on the document and on the step's configuration only, no step keeps state
 * between documents, and no text makes a step throw. Instances are shared by threads and shipped to executors.
 */
public interface DocumentStep extends Serializable {

    Verdict apply(Document document);
}

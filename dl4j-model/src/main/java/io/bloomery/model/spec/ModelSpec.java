package io.bloomery.model.spec;

import java.io.Serializable;
import java.util.function.Function;

/** The family and the sizes of a model. */
public sealed interface ModelSpec extends Serializable permits GptSpec {

    /** Number of trainable parameters; tied ones count once. */
    long parameterCount();

    /** Handles every family; Java 17 has no exhaustive switch over sealed types, and this is one. */
    <R> R fold(Function<GptSpec, R> gpt);
}

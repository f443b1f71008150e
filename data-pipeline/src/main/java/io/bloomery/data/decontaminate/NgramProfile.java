package io.bloomery.data.decontaminate;

/** The named settings of {@link DecontaminateConfig}. */
public enum NgramProfile {
    /** GPT-3's run length, all parts of an item. */
    GPT3,
    /** datatrove's defaults: answers and what spans query and answer. */
    DATATROVE
}

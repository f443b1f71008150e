package io.bloomery.model.average;

/** How exactly replicas tell what they learned. */
public enum DeltaPrecision {

    /** Four bytes a parameter, nothing lost. */
    FLOAT32,

    /** Two bytes a parameter: the upper half of a float. */
    BFLOAT16,

    /** One byte a parameter and a scale for each block of {@value ShardPlan#BLOCK}. */
    INT8;

    public DeltaCodec codec() {
        return switch (this) {
            case FLOAT32 -> new Float32Codec();
            case BFLOAT16 -> new Bfloat16Codec();
            case INT8 -> new Int8Codec();
        };
    }
}

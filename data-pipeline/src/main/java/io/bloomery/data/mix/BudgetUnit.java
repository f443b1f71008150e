package io.bloomery.data.mix;

/** In what a budget is counted. */
public enum BudgetUnit {
    /** Characters of texts, in code points. */
    CHARACTERS,
    /** Tokens, estimated from characters before there is a tokenizer. */
    TOKENS,
    /** Documents. */
    DOCUMENTS
}

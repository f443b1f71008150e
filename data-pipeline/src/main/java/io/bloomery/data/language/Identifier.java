package io.bloomery.data.language;

import java.io.Serializable;

/** Names the language of a text; pure and thread-safe. */
@FunctionalInterface
interface Identifier extends Serializable {

    /** The likeliest language; undetermined, with score 0, where nothing speaks for one. */
    Guess identify(String text);
}

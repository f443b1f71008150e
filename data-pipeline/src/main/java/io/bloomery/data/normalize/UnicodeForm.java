package io.bloomery.data.normalize;

import java.text.Normalizer;

/** Unicode's normalization forms, or none. */
public enum UnicodeForm {
    NONE,
    NFC,
    NFD,
    NFKC,
    NFKD;

    String of(String text) {
        return this == NONE ? text : Normalizer.normalize(text, Normalizer.Form.valueOf(name()));
    }
}

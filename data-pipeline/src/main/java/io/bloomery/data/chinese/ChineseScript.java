package io.bloomery.data.chinese;

/** A script of Chinese to which texts are converted. */
public enum ChineseScript {
    SIMPLIFIED,
    TRADITIONAL
}

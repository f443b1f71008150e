package io.bloomery.data.tokenize;

import java.io.Serializable;

/**
 * Two neighbouring tokens that become one.
 *
 * @param left id of the left token
 * @param right id of the right token
 * @param merged id of the token that replaces them
 */
public record Merge(int left, int right, int merged) implements Serializable {}

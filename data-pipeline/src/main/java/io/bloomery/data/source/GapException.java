package io.bloomery.data.source;

import java.io.IOException;

/** Bytes are missing at this place of a decoded stream; what is read next does not join what was read before. */
final class GapException extends IOException {

    private static final long serialVersionUID = 1L;

    private final DamageException damage;

    GapException(DamageException damage) {
        super(damage);
        this.damage = damage;
    }

    DamageException damage() {
        return damage;
    }
}

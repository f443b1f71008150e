package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorsTest {

    @Test
    void keepsWhatAServerGave() {
        Validators validators = new Validators("W/\"a b\"", "Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(validators.etag()).isEqualTo("W/\"a b\"");
        assertThat(validators.lastModified()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(validators.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"\r\nCookie: b", "\"a\nb\"", "\"\u0000\"", "\"\u00e9\""})
    void dropsWhatCouldBecomeAnotherHeader(String value) {
        assertThat(new Validators(value, value)).isEqualTo(Validators.NONE);
        assertThat(new Validators("a".repeat(1025), "").isEmpty()).isTrue();
    }
}

package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.url.UrlForm;
import org.junit.jupiter.api.Test;

class ExactConfigTest {

    private final ExactConfig archive = new ExactConfig(true, true, UrlForm.ARCHIVE, false, false);

    @Test
    void takesUrlsOfOneFormForTheSame() {
        assertThat(archive.urlKey("https://www.Example.org/A/?b&a#top"))
                .isEqualTo(archive.urlKey("http://example.org/a?a&b"));
    }

    @Test
    void hasNoKeyForDocumentsWithoutUrl() {
        assertThat(archive.urlKey("")).isEmpty();
    }
}

package io.bloomery.data.url;

import java.util.List;

/** By which spelling URLs are taken for the same. */
public enum UrlForm {
    /** As they are. */
    VERBATIM {
        @Override
        public String of(String url) {
            return url;
        }
    },
    /** As browsers read them (URL standard of WHATWG). */
    BROWSER {
        @Override
        public String of(String url) {
            return WhatwgUrl.parse(url).map(WhatwgUrl::toString).orElse(url);
        }
    },
    /** As crawler-commons, Nutch and StormCrawler spell them: the query in order, no fragment. */
    CRAWLER {
        @Override
        public String of(String url) {
            return new BasicUrlForm(List.of(), false).of(url).orElse(url);
        }
    },
    /** As C4 and DCLM compare them: without scheme, {@code www.}, tracking parameters and slashes at the end. */
    C4 {
        @Override
        public String of(String url) {
            return C4UrlKey.of(url);
        }
    },
    /** As Google's Safe Browsing looks them up. */
    SAFE_BROWSING {
        @Override
        public String of(String url) {
            return SafeBrowsingForm.of(url);
        }
    },
    /** As web archives compare them: without https, {@code www.}, session ids, case and order of the query. */
    ARCHIVE {
        @Override
        public String of(String url) {
            return ArchiveUrlKey.of(url);
        }
    };

    /** The URL in this form; as it is where it has none. */
    public abstract String of(String url);
}

package io.bloomery.data.crawl;

import io.bloomery.data.source.HttpExchange;
import io.bloomery.data.source.WarcPosition;
import java.io.IOException;

/** Where the pages of a visit go. */
@FunctionalInterface
public interface PageStore {

    WarcPosition write(HttpExchange exchange) throws IOException;
}

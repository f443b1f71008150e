package io.bloomery.data.crawl;

import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2CorruptFrameException;
import org.apache.hc.core5.http2.H2StreamResetException;

/** Names what went wrong with a request. */
final class FetchFailures {

    private static final int MAX_DETAIL = 300;

    private FetchFailures() {}

    static FetchResult.Failure of(Throwable cause) {
        String detail = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return switch (state(cause)) {
            case FAILED_TIMEOUT -> new FetchResult.Failure(CrawlState.FAILED_TIMEOUT, "no complete answer in time");
            case REFUSED_ADDRESS -> new FetchResult.Failure(CrawlState.REFUSED_ADDRESS, cause.getMessage());
            default ->
                new FetchResult.Failure(
                        state(cause), detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail);
        };
    }

    private static CrawlState state(Throwable cause) {
        if (cause instanceof GuardedResolver.RefusedAddressException) {
            return CrawlState.REFUSED_ADDRESS;
        }
        if (cause instanceof UnknownHostException) {
            return CrawlState.FAILED_DNS;
        }
        if (cause instanceof TimeoutException
                || cause instanceof InterruptedIOException
                || cause instanceof InterruptedException
                || cause instanceof CancellationException) {
            return CrawlState.FAILED_TIMEOUT;
        }
        if (cause instanceof SSLException) {
            return CrawlState.FAILED_TLS;
        }
        return isMalformed(cause) ? CrawlState.FAILED_PROTOCOL : CrawlState.FAILED_CONNECTION;
    }

    private static boolean isMalformed(Throwable cause) {
        if (cause instanceof TruncatedChunkException) {
            return false;
        }
        return cause instanceof HttpException
                || cause instanceof MessageConstraintException
                || cause instanceof MalformedChunkCodingException
                || cause instanceof ParseException
                || cause instanceof IllegalArgumentException // a chunk of negative size, in httpcore 5.3
                || cause instanceof H2ConnectionException
                || cause instanceof H2CorruptFrameException
                || cause instanceof H2StreamResetException;
    }
}

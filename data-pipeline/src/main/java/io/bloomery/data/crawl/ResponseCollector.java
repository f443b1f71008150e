package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Collects one response within limits; a body that is too large ends the exchange there, and is an answer all the same.
 *
 * <p>Called by one thread of the client at a time. The response is handed out when the client is done with the exchange.
 */
final class ResponseCollector implements AsyncResponseConsumer<Void> {

    private static final int FIRST_CAPACITY = 1 << 14;
    private static final int MAX_INTERIM_RESPONSES = 10;
    private static final int MAX_HEAD_CHARACTERS = 1 << 18;

    private final int maxBodyBytes;
    private final CompletableFuture<Response> collected;
    private volatile HttpResponse head;
    private byte[] body = {};
    private int size;
    private int interimResponses;
    private volatile boolean complete;
    private FutureCallback<Void> done;

    /**
     * A collector of one response.
     *
     * @param maxBodyBytes one byte more is kept, by which a caller sees that there is more
     */
    ResponseCollector(int maxBodyBytes, CompletableFuture<Response> collected) {
        this.maxBodyBytes = maxBodyBytes;
        this.collected = collected;
    }

    /**
     * A response.
     *
     * @param isCut whether the server had more than this to send
     */
    @SuppressWarnings("ArrayRecordComponent") // taken apart at once
    record Response(HttpResponse head, byte[] body, boolean isCut) {
        Response {
            requireNonNull(head, "head");
            requireNonNull(body, "body");
        }
    }

    /** What hears of failures that come before the response. */
    FutureCallback<Void> callback() {
        return new FutureCallback<>() {
            @Override
            public void completed(Void result) {
                complete = true;
            }

            @Override
            public void failed(Exception cause) {
                ResponseCollector.this.failed(cause);
            }

            @Override
            public void cancelled() {
                collected.completeExceptionally(new CancellationException("the exchange was given up"));
            }
        };
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) throws MessageConstraintException {
        interimResponses++;
        if (interimResponses > MAX_INTERIM_RESPONSES) {
            throw new MessageConstraintException("more than " + MAX_INTERIM_RESPONSES + " interim responses");
        }
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Void> resultCallback)
            throws MessageConstraintException {
        int characters = 0;
        for (Header header : response.getHeaders()) {
            characters += header.getName().length()
                    + String.valueOf(header.getValue()).length();
        }
        if (characters > MAX_HEAD_CHARACTERS) {
            throw new MessageConstraintException("headers of more than " + MAX_HEAD_CHARACTERS + " characters");
        }
        head = response;
        done = resultCallback;
        if (entity == null) {
            resultCallback.completed(null);
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) throws BodyTooLargeException {
        int taken = (int) Math.min(source.remaining(), maxBodyBytes + 1L - size);
        ensureCapacity(size + taken);
        source.get(body, size, taken);
        size += taken;
        if (size > maxBodyBytes) {
            complete = true;
            throw new BodyTooLargeException();
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        done.completed(null);
    }

    @Override
    public void failed(Exception cause) {
        if (!complete) {
            collected.completeExceptionally(cause);
        }
    }

    /** By now the connection is free for the next request, or closed. */
    @Override
    public void releaseResources() {
        if (complete) {
            collected.complete(new Response(head, Arrays.copyOf(body, size), size > maxBodyBytes));
        } // else the client tells next why it failed
    }

    private void ensureCapacity(int needed) {
        if (needed > body.length) {
            long doubled = Math.max(FIRST_CAPACITY, 2L * body.length);
            body = Arrays.copyOf(body, (int) Math.max(needed, Math.min(doubled, maxBodyBytes + 1L)));
        }
    }

    /** Ends an exchange whose response is complete enough. */
    private static final class BodyTooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        BodyTooLargeException() {
            super("the body is too large");
        }
    }
}

package io.bloomery.data.crawl;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/**
 * Closes the connection of an exchange that was given up.
 *
 * <p>The client's own way, to cancel the future, does not reach an exchange on a connection that was kept from before: the
 * connection would stay leased, and its host could not be asked again.
 */
final class ExchangeBreaker implements AsyncExecChainHandler {

    private static final String RUNTIME = "bloomery.exchange-runtime";

    @Override
    public void execute(
            HttpRequest request,
            AsyncEntityProducer entityProducer,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        scope.clientContext.setAttribute(RUNTIME, scope.execRuntime);
        chain.proceed(request, entityProducer, scope, callback);
    }

    /** Closes the connection of the exchange with this context. */
    static void breakOff(HttpClientContext context) {
        if (context.getAttribute(RUNTIME) instanceof AsyncExecRuntime runtime) {
            runtime.discardEndpoint();
        }
    }
}

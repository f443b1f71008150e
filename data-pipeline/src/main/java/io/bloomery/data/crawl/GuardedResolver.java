package io.bloomery.data.crawl;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to the addresses that may be visited, and to no other.
 *
 * <p>Java can neither limit nor interrupt a lookup, so lookups have threads of their own and who asks waits no longer
 * than it may. The client's own question, asked from threads that must not wait, is answered from memory.
 */
final class GuardedResolver implements DnsResolver, AutoCloseable {

    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_KEPT = 100_000;
    private static final int LOOKUPS_AT_ONCE = 64;

    private final AddressGuard guard;
    private final NameLookup names;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final ExecutorService lookups = Executors.newFixedThreadPool(LOOKUPS_AT_ONCE, task -> {
        Thread thread = new Thread(task, "crawl-lookup");
        thread.setDaemon(true);
        return thread;
    });

    GuardedResolver(AddressGuard guard, NameLookup names) {
        this.guard = guard;
        this.names = names;
    }

    /**
     * Makes a name known; the client may then connect.
     *
     * @throws RefusedAddressException where no address of the host may be visited
     * @throws TimeoutException where no name server answers in time
     */
    void resolve(String host, Duration longest) throws UnknownHostException, TimeoutException {
        String name = bare(host);
        Known before = known.get(name);
        if (before != null && System.nanoTime() - before.since < KEPT_NANOS) {
            return;
        }
        Future<InetAddress[]> lookup = lookups.submit(() -> names.addresses(name));
        try {
            InetAddress[] addresses = lookup.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (known.size() >= MAX_KEPT) {
                known.clear(); // each name costs one lookup more
            }
            known.put(name, new Known(visitable(name, addresses), System.nanoTime()));
        } catch (ExecutionException e) {
            throw unknown(name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(name, e);
        } finally {
            lookup.cancel(true);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Known addresses = known.get(bare(host));
        if (addresses == null) {
            throw new UnknownHostException(host + " was not looked up");
        }
        return addresses.visitable.clone();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }

    /** An IPv6 address without its brackets. */
    static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private InetAddress[] visitable(String host, InetAddress[] addresses) throws RefusedAddressException {
        InetAddress[] allowed =
                Arrays.stream(addresses).filter(guard::isAllowed).toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new RefusedAddressException(host);
        }
        return allowed;
    }

    private static UnknownHostException unknown(String host, Throwable cause) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    /** Where names are looked up. */
    @FunctionalInterface
    interface NameLookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** The addresses of a host that may be visited, and when they were found. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and cloned when it is given out
    private record Known(InetAddress[] visitable, long since) {}

    /** A host whose addresses are all refused. */
    static final class RefusedAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        RefusedAddressException(String host) {
            super(host + " is at an address that may not be visited");
        }
    }
}

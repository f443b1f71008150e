package io.bloomery.data.crawl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on 127.0.0.1 that does what no server should: every {@link Fault} has a path of its own, and {@code /} is a
 * page that links to all of them.
 *
 * <p>Speaks over raw sockets, one thread a connection, so that no library mends what is broken.
 */
public final class FaultServer implements AutoCloseable {

    private static final int MAX_HEAD = 1 << 16;

    private final ServerSocket socket;
    private final Map<String, Fault> routes = new ConcurrentHashMap<>();
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public FaultServer() {
        try {
            socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringBuilder links = new StringBuilder("<title>All that can go wrong</title>");
        for (Fault fault : Fault.values()) {
            routes.put(fault.path(), fault);
            links.append("<p><a href='")
                    .append(fault.path())
                    .append("'>")
                    .append(fault)
                    .append("</a>");
        }
        page("/", "Content-Type: text/html\r\n", links.toString());
        start(this::accept, "fault-server");
    }

    /** The URL of a path. */
    public String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Lets a path, such as {@code /robots.txt}, misbehave. */
    public FaultServer route(String path, Fault fault) {
        routes.put(path, fault);
        return this;
    }

    /** Answers a path properly; each header ends with a line end. */
    public FaultServer page(String path, String headers, String body) {
        byte[] content = body.getBytes(ISO_8859_1);
        String head = "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + content.length + "\r\n\r\n";
        pages.put(path, concat(head.getBytes(ISO_8859_1), content));
        return this;
    }

    /** The heads of all requests so far, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were accepted. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                open.add(client);
                start(() -> serve(client), "fault-client");
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            while (!head.isEmpty()) {
                requests.add(head);
                if (!answer(client, head.split(" ", 3)[1])) {
                    return;
                }
                head = head(client.getInputStream());
            }
        } catch (IOException e) {
            return; // the client went away, as it should
        } finally {
            open.remove(client);
        }
    }

    /** Whether the connection goes on. */
    private boolean answer(Socket client, String path) throws IOException {
        Fault fault = routes.get(path);
        if (fault != null) {
            fault.serve(client);
            return false;
        }
        byte[] missing = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1);
        client.getOutputStream().write(pages.getOrDefault(path, missing));
        return true;
    }

    /** Request line and headers; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && head.size() < MAX_HEAD; octet = in.read()) {
            head.write(octet);
            if (octet == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}

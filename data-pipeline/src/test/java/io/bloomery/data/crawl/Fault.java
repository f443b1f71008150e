package io.bloomery.data.crawl;

import static io.bloomery.data.crawl.FaultBodies.BROTLI_BOMB;
import static io.bloomery.data.crawl.FaultBodies.gzip;
import static io.bloomery.data.crawl.FaultBodies.zeros;
import static io.bloomery.data.crawl.FaultBodies.zstd;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Locale;

/** One way in which a server misbehaves, and the state in which a fetch of it has to end. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
public enum Fault {
    RESET(CrawlState.FAILED_CONNECTION, client -> client.setSoLinger(true, 0)),
    RESET_IN_BODY(CrawlState.FAILED_CONNECTION, client -> {
        send(client, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
        pause(client);
        client.setSoLinger(true, 0);
    }),
    CLOSE_WITHOUT_ANSWER(CrawlState.FAILED_CONNECTION, client -> {}),
    CLOSE_IN_HEAD(CrawlState.FAILED_PROTOCOL, client -> send(client, "HTTP/1.1 200 OK\r\nContent-Le")),
    SILENCE(CrawlState.FAILED_TIMEOUT, Fault::holdOn),
    SILENCE_IN_HEAD(CrawlState.FAILED_TIMEOUT, client -> {
        send(client, "HTTP/1.1 200 OK\r\nContent-Type: te");
        holdOn(client);
    }),
    SILENCE_IN_BODY(CrawlState.FAILED_TIMEOUT, client -> {
        send(client, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
        holdOn(client);
    }),
    DRIPPING_HEAD(CrawlState.FAILED_TIMEOUT, client -> {
        send(client, "HTTP/1.1 200 OK\r\nA: ");
        drip(client);
    }),
    DRIPPING_BODY(CrawlState.FAILED_TIMEOUT, client -> {
        send(client, "HTTP/1.1 200 OK\r\n\r\n");
        drip(client);
    }),
    ENDLESS_BODY(CrawlState.TOO_LARGE, client -> endless(client, "HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1000))),
    ENDLESS_CHUNKS(
            CrawlState.TOO_LARGE,
            client -> endless(
                    client,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "3e8\r\n" + "x".repeat(1000) + "\r\n")),
    ENDLESS_STATUS_LINE(CrawlState.FAILED_PROTOCOL, client -> endless(client, "HTTP/1.1 200 ", "OK")),
    ENDLESS_HEADERS(CrawlState.FAILED_PROTOCOL, client -> endless(client, "HTTP/1.1 200 OK\r\n", "A: b\r\n")),
    ENDLESS_HEADER(CrawlState.FAILED_PROTOCOL, client -> endless(client, "HTTP/1.1 200 OK\r\nA: ", "b")),
    ENDLESS_FOLDED_HEADER(
            CrawlState.FAILED_PROTOCOL, client -> endless(client, "HTTP/1.1 200 OK\r\nA: b\r\n", " c\r\n")),
    ENDLESS_INTERIM_RESPONSES(
            CrawlState.FAILED_PROTOCOL, client -> endless(client, "", "HTTP/1.1 103 Early Hints\r\n\r\n")),
    ENDLESS_EMPTY_LINES(CrawlState.FAILED_PROTOCOL, client -> endless(client, "", "\r\n")),
    ENDLESS_CHUNK_SIZE(
            CrawlState.FAILED_PROTOCOL,
            client -> endless(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0")),
    ENDLESS_CHUNK_EXTENSION(
            CrawlState.FAILED_PROTOCOL,
            client -> endless(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;a=", "b")),
    ENDLESS_TRAILERS(
            CrawlState.FAILED_PROTOCOL,
            client -> endless(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "A: b\r\n")),
    NO_CHUNK_SIZE(CrawlState.FAILED_PROTOCOL, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\niron\r\n"),
    NEGATIVE_CHUNK_SIZE(
            CrawlState.FAILED_PROTOCOL, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-4\r\niron\r\n0\r\n\r\n"),
    HUGE_CHUNK_SIZE(
            CrawlState.FAILED_PROTOCOL,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\niron\r\n"),
    CHUNK_WITHOUT_END(
            CrawlState.FAILED_PROTOCOL,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nironSTEEL\r\n0\r\n\r\n"),
    NO_LAST_CHUNK(CrawlState.FAILED_CONNECTION, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\niron\r\n"),
    BODY_TOO_SHORT(CrawlState.FAILED_CONNECTION, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\niron"),
    BODY_TOO_LONG(
            CrawlState.FETCHED,
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nirons"),
    NEGATIVE_LENGTH(CrawlState.FAILED_PROTOCOL, "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\niron"),
    LENGTH_OF_LETTERS(CrawlState.FAILED_PROTOCOL, "HTTP/1.1 200 OK\r\nContent-Length: four\r\n\r\niron"),
    TWO_LENGTHS(CrawlState.FAILED_PROTOCOL, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\niron"),
    NO_HTTP(CrawlState.FAILED_PROTOCOL, "SSH-2.0-OpenSSH_9.6\r\n\r\n"),
    HTTP_0_9(CrawlState.FAILED_PROTOCOL, "<html><p>iron</html>\r\n"),
    NOISE(CrawlState.FAILED_PROTOCOL, "\u0016\u0003\u0001\u0000\u00ff\u0000\u0007\r\n\r\n"),
    STATUS_OF_LETTERS(CrawlState.FAILED_PROTOCOL, "HTTP/1.1 two hundred\r\n\r\n"),
    HEADER_WITHOUT_COLON(CrawlState.FAILED_PROTOCOL, "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"),
    STRAY_LINE_END_IN_HEADER(
            CrawlState.FETCHED,
            "HTTP/1.1 200 OK\r\n"
                    + "X: a\r"
                    + "Set-Cookie: b\u0000c\r\n"
                    + "Content-Type: text/html\r\n"
                    + "Connection: close\r\n"
                    + "Content-Length: 4\r\n\r\n"
                    + "iron"),
    GZIP_BOMB(CrawlState.TOO_LARGE, "gzip", gzip(zeros(10_000_000))),
    NESTED_GZIP_BOMB(CrawlState.TOO_LARGE, "gzip, gzip", gzip(gzip(zeros(10_000_000)))),
    ZSTD_BOMB(CrawlState.TOO_LARGE, "zstd", zstd(zeros(10_000_000))),
    BROTLI_BOMB_BODY(CrawlState.TOO_LARGE, "br", BROTLI_BOMB),
    ENCODED_THREE_TIMES(CrawlState.BAD_ENCODING, "gzip, gzip, gzip", gzip(gzip(gzip(zeros(10))))),
    NOT_BROTLI(CrawlState.BAD_ENCODING, "br", "<p>iron</p>".getBytes(ISO_8859_1)),
    NOT_DEFLATE(CrawlState.BAD_ENCODING, "deflate", "<p>iron</p>".getBytes(ISO_8859_1)),
    UNKNOWN_ENCODING(CrawlState.BAD_ENCODING, "snappy", "iron".getBytes(ISO_8859_1)),
    CUT_GZIP(
            CrawlState.BAD_ENCODING,
            "gzip",
            Arrays.copyOf(gzip("iron".repeat(100).getBytes(ISO_8859_1)), 20)),
    CUT_ZSTD(
            CrawlState.BAD_ENCODING,
            "zstd",
            Arrays.copyOf(zstd("iron".repeat(100).getBytes(ISO_8859_1)), 12)),
    LYING_CHARSET(
            CrawlState.FETCHED, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-7\r\n\r\n<p>Caf\u00e9\u0000"),
    REDIRECT_TO_ITSELF(CrawlState.REDIRECTED, "HTTP/1.1 302 Found\r\nLocation: /redirect-to-itself\r\n\r\n"),
    REDIRECT_TO_METADATA(
            CrawlState.REDIRECTED, "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\n\r\n"),
    REDIRECT_WITHOUT_LOCATION(CrawlState.REFUSED_BY_SERVER, "HTTP/1.1 302 Found\r\n\r\n"),
    REDIRECT_TO_NO_URL(CrawlState.REFUSED_BY_SERVER, "HTTP/1.1 302 Found\r\nLocation: http://[:::/\r\n\r\n"),
    SERVER_ERROR(CrawlState.SERVER_ERROR, "HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
    UNKNOWN_STATUS(CrawlState.SERVER_ERROR, "HTTP/1.1 999 Denied\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
    UPGRADE(CrawlState.FAILED_PROTOCOL, client -> {
        send(client, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\nnonsense\r\n\r\n");
        holdOn(client);
    });

    private static final int DRIP_MILLIS = 50;

    private final CrawlState state;
    private final Behaviour behaviour;

    Fault(CrawlState state, Behaviour behaviour) {
        this.state = state;
        this.behaviour = behaviour;
    }

    Fault(CrawlState state, String answer) {
        this(state, client -> send(client, answer));
    }

    Fault(CrawlState state, String encoding, byte[] body) {
        this(state, client -> {
            send(client, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + encoding + "\r\n\r\n");
            client.getOutputStream().write(body);
        });
    }

    /** Where the fault server does this. */
    public String path() {
        return "/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state in which a URL with this fault ends, where the time limit of a request is short. */
    public CrawlState state() {
        return state;
    }

    void serve(Socket client) throws IOException {
        behaviour.serve(client);
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static void endless(Socket client, String head, String part) throws IOException {
        send(client, head);
        byte[] parts = part.repeat(10_000 / part.length()).getBytes(ISO_8859_1);
        OutputStream out = client.getOutputStream();
        while (!client.isClosed()) {
            out.write(parts);
        }
    }

    private static void drip(Socket client) throws IOException {
        while (!isGone(client)) {
            send(client, "x");
        }
    }

    private static void pause(Socket client) throws IOException {
        isGone(client);
    }

    private static void holdOn(Socket client) throws IOException {
        client.setSoTimeout(0);
        client.getInputStream().read();
    }

    /** Waits a moment, and sees whether the client hung up. */
    private static boolean isGone(Socket client) throws IOException {
        client.setSoTimeout(DRIP_MILLIS);
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** What a server does with a connection after it has read the request. */
    private interface Behaviour {
        void serve(Socket client) throws IOException;
    }
}

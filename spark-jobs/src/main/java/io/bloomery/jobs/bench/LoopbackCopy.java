package io.bloomery.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** Bytes through a socket from this machine to itself: the least that moving them between processes takes. */
final class LoopbackCopy {

    private static final int BUFFER = 1 << 20;
    private static final double NANOS = 1e9;

    private LoopbackCopy() {}

    /** Seconds until this many bytes have arrived. */
    static double seconds(long bytes) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket sender = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket receiver = server.accept()) {
            long begin = System.nanoTime();
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(sender, bytes));
            InputStream in = receiver.getInputStream();
            byte[] buffer = new byte[BUFFER];
            for (long left = bytes; left > 0; ) {
                int read = in.read(buffer);
                if (read < 0) {
                    throw new IOException("the socket ended " + left + " bytes early");
                }
                left -= read;
            }
            double seconds = (System.nanoTime() - begin) / NANOS;
            sent.join();
            return seconds;
        }
    }

    private static void send(Socket socket, long bytes) {
        byte[] buffer = new byte[BUFFER];
        try {
            OutputStream out = socket.getOutputStream();
            for (long left = bytes; left > 0; left -= Math.min(BUFFER, left)) {
                out.write(buffer, 0, (int) Math.min(BUFFER, left));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to a socket of this machine", e);
        }
    }
}

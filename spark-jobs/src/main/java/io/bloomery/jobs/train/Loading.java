package io.bloomery.jobs.train;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.model.train.Window;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The sequences of a window that a thread of its own reads, whose failures meet whoever asks for them. */
final class Loading {

    private final Window window;
    private final FutureTask<List<int[]>> task;

    private Loading(Window window, FutureTask<List<int[]>> task) {
        this.window = window;
        this.task = task;
    }

    static Loading begin(Window window, Callable<List<int[]>> read) {
        Loading loading = new Loading(window, new FutureTask<>(read));
        Thread thread = new Thread(loading.task, "sequence-reader");
        thread.setDaemon(true);
        thread.start();
        return loading;
    }

    Window window() {
        return window;
    }

    /** Waits until they are read. */
    List<int[]> sequences() throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BloomeryException known) {
                throw known;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sequences were read", e);
        }
    }
}

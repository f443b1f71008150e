package io.bloomery.jobs.train.average;

import io.bloomery.model.average.AveragingConfig.LostReplica;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The replicas of one training in this process, and the global weights that they start from, which they share.
 *
 * <p>Outlives tasks, which is why it hangs on a static map; {@link #close} takes it off. Thread-safe; a replica itself is
 * used by one task at a time.
 */
final class ReplicaHost {

    private static final ConcurrentMap<String, ReplicaHost> HOSTS = new ConcurrentHashMap<>();

    private final Map<Integer, Replica> replicas = new HashMap<>();
    private long version = -1;
    private List<FloatBuffer> weights = List.of();

    private ReplicaHost() {}

    static ReplicaHost of(String run) {
        return HOSTS.computeIfAbsent(run, any -> new ReplicaHost());
    }

    /** Frees all replicas of a training. */
    static void close(String run) {
        ReplicaHost host = HOSTS.remove(run);
        if (host != null) {
            host.free();
        }
    }

    /**
     * The global weights by shard, fetched by the first that asks for this version.
     *
     * @param fetch a shard, by its number; called for all in ascending order, or for none
     */
    synchronized List<FloatBuffer> weights(long wanted, int shards, IntFunction<FloatBuffer> fetch) {
        if (version != wanted) {
            weights = IntStream.range(0, shards).mapToObj(fetch).toList();
            version = wanted;
        }
        return weights;
    }

    /** The weights that the replicas here started from, if they are of this version. */
    synchronized List<FloatBuffer> weights(long wanted) {
        if (version != wanted) {
            throw new LostReplicaException("this process does not hold version " + wanted + " of the weights");
        }
        return weights;
    }

    /**
     * The replica of a worker for a stretch; made here if it is the first of its generation.
     *
     * @param device where it lives if it is made
     */
    Replica replica(CohortConfig config, int worker, Stretch stretch, TaskDevice device) throws IOException {
        synchronized (this) {
            Replica present = replicas.get(worker);
            if (present != null && present.generation() == stretch.generation()) {
                return present;
            }
            if (stretch.iteration() != stretch.base() && config.averaging().lostReplica() == LostReplica.REPLAY) {
                throw new LostReplicaException("worker " + worker + " has no replica in this process");
            }
            if (present != null) {
                present.close();
            }
        }
        Replica made = new Replica(config, worker, stretch, device);
        synchronized (this) {
            replicas.put(worker, made);
        }
        return made;
    }

    /** The replica of a worker as it stands after a stretch. */
    synchronized Replica after(int worker, Stretch stretch) {
        Replica present = replicas.get(worker);
        if (present == null || !present.hasDone(stretch)) {
            throw new LostReplicaException("worker " + worker + " has no replica in this process");
        }
        return present;
    }

    private synchronized void free() {
        replicas.values().forEach(Replica::close);
        replicas.clear();
        weights = List.of();
        version = -1;
    }
}

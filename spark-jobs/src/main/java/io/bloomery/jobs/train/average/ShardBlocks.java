package io.bloomery.jobs.train.average;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockData;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.io.ChunkedByteBuffer;
import scala.Option;

/**
 * Raw bytes under numbers, each in the process that put them there, for every process of the application to read.
 *
 * <p>They lie in Spark's own block store and travel by its own transport, encrypted where that is, but past its serializers,
 * compression and shuffle files, each of which copies everything once more. Nobody makes a block again that is gone with
 * its process. To Spark they are blocks of an RDD of which only the number exists.
 *
 * @param id the number of that RDD
 */
record ShardBlocks(int id) implements Serializable {

    /** A new set, with nothing in it. */
    static ShardBlocks create(JavaSparkContext spark) {
        return new ShardBlocks(spark.sc().newRddId());
    }

    /** Puts a block, all of the buffer, into this process; a number that is taken here keeps what it has. */
    void put(int number, ByteBuffer bytes) {
        ChunkedByteBuffer block = new ChunkedByteBuffer(bytes.duplicate().rewind());
        if (!store().putBytes(
                        new RDDBlockId(id, number), block, StorageLevel.MEMORY_AND_DISK_SER(), true, Tags.any())) {
            throw new IllegalStateException("there is no room for a block of " + bytes.limit() + " bytes");
        }
    }

    /**
     * A block from this process or another one, to be read only; little-endian.
     *
     * @throws LostReplicaException if nobody has it
     */
    ByteBuffer read(int number) {
        RDDBlockId block = new RDDBlockId(id, number);
        Option<BlockData> here = store().getLocalBytes(block);
        if (here.isDefined()) {
            ByteBuffer bytes = here.get().toByteBuffer();
            store().releaseLock(block, Option.empty());
            return bytes.order(ByteOrder.LITTLE_ENDIAN);
        }
        Option<ChunkedByteBuffer> elsewhere = store().getRemoteBytes(block);
        if (elsewhere.isEmpty()) {
            throw new LostReplicaException("block " + block + " is gone with the process that held it");
        }
        return elsewhere.get().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Frees all blocks, wherever they are, some time soon. */
    void remove(JavaSparkContext spark) {
        spark.sc().unpersistRDD(id, false);
    }

    private static BlockManager store() {
        return SparkEnv.get().blockManager();
    }
}

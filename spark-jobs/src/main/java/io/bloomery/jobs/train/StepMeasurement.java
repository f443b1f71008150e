package io.bloomery.jobs.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.deeplearning4j.core.storage.Persistable;

/**
 * Loss and gradient norm of one step of one worker, in the form that DL4J's averaging carries from workers to the driver.
 *
 * <p>A class with plain fields, because Kryo makes and fills it.
 */
final class StepMeasurement implements Persistable {

    private static final long serialVersionUID = 1L;
    private static final int ENCODED_BYTES = 3 * Long.BYTES;

    private long step;
    private double loss;
    private double gradientNorm;

    StepMeasurement(long step, double loss, double gradientNorm) {
        this.step = step;
        this.loss = loss;
        this.gradientNorm = gradientNorm;
    }

    long step() {
        return step;
    }

    /** In nats, of the worker's batch. */
    double loss() {
        return loss;
    }

    /** Before clipping. */
    double gradientNorm() {
        return gradientNorm;
    }

    @Override
    public String getSessionID() {
        return "training";
    }

    @Override
    public String getTypeID() {
        return "step";
    }

    @Override
    public String getWorkerID() {
        return "worker";
    }

    @Override
    public long getTimeStamp() {
        return step;
    }

    @Override
    public int encodingLengthBytes() {
        return ENCODED_BYTES;
    }

    @Override
    public byte[] encode() {
        byte[] bytes = new byte[ENCODED_BYTES];
        encode(ByteBuffer.wrap(bytes));
        return bytes;
    }

    @Override
    public void encode(ByteBuffer buffer) {
        buffer.putLong(step).putDouble(loss).putDouble(gradientNorm);
    }

    @Override
    public void encode(OutputStream out) throws IOException {
        out.write(encode());
    }

    @Override
    public void decode(byte[] bytes) {
        decode(ByteBuffer.wrap(bytes));
    }

    @Override
    public void decode(ByteBuffer buffer) {
        step = buffer.getLong();
        loss = buffer.getDouble();
        gradientNorm = buffer.getDouble();
    }

    @Override
    public void decode(InputStream in) throws IOException {
        decode(in.readNBytes(ENCODED_BYTES));
    }
}

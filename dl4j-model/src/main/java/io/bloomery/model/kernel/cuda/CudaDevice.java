package io.bloomery.model.kernel.cuda;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.model.kernel.cuda.PinnedPages.Stretch;
import io.bloomery.model.kernel.cuda.Work.Launch;
import io.bloomery.model.kernel.cuda.Work.Zero;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A card, by NVIDIA's driver, NVRTC and cuBLAS.
 *
 * <p>The card's primary context and its default stream, which waits for nothing but itself. Launches, products and zeros wait in a
 * {@link WorkQueue} until something else is asked for; what the steps of a training have in common so becomes a graph.
 */
public final class CudaDevice implements Device {

    private static final Logger LOG = LoggerFactory.getLogger(CudaDevice.class);
    private static final int ATTRIBUTE_MAJOR = 75; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
    private static final int ATTRIBUTE_MINOR = 76;
    private static final int NAME_BYTES = 256;

    /** The driver's functions for graphs are of CUDA 12. */
    private static final int GRAPHS_MAJOR = 12;

    private static final int HOPPER_MAJOR = 9;
    private static final long WORKSPACE = 4 << 20; // bytes, as NVIDIA recommends for cuBLAS
    private static final long HOPPER_WORKSPACE = 32 << 20;

    private final CudaDriver driver = new CudaDriver();
    private final int card;
    private final String name;
    private final Pointer context;
    private final CudaCode code;
    private final CudaBlas blas;
    private final PlacedArguments arguments = new PlacedArguments();
    private final WorkQueue queue;
    private final PinnedPages pinned = new PinnedPages();

    /**
     * Opens a card; fails with what to do where it, its driver or a library is missing.
     *
     * @param number as the driver counts the cards that this process sees, from 0
     */
    public CudaDevice(int number) {
        driver.check("cuInit", 0);
        IntByReference count = new IntByReference();
        driver.check("cuDeviceGetCount", count);
        if (number >= count.getValue()) {
            throw new BloomeryException(
                    ErrorCode.UNAVAILABLE,
                    "the card with number " + number + " is wanted but this process sees " + count.getValue(),
                    "Compare nvidia-smi with CUDA_VISIBLE_DEVICES, and with the addresses that Spark gives.");
        }
        IntByReference device = new IntByReference();
        driver.check("cuDeviceGet", device, number);
        card = device.getValue();
        byte[] text = new byte[NAME_BYTES];
        driver.check("cuDeviceGetName", text, NAME_BYTES, card);
        name = new String(text, StandardCharsets.UTF_8).replace("\0", "");
        driver.work(name);
        int major = attribute(ATTRIBUTE_MAJOR);
        String architecture = "sm_" + major + attribute(ATTRIBUTE_MINOR);
        Nvrtc compiler = new Nvrtc(driver.major());
        code = new CudaCode(driver, new CompiledSources(CompiledSources.userFolder(), compiler), architecture);
        PointerByReference retained = new PointerByReference();
        driver.check("cuDevicePrimaryCtxRetain", retained, card);
        context = retained.getValue();
        long workspaceBytes = major >= HOPPER_MAJOR ? HOPPER_WORKSPACE : WORKSPACE;
        blas = new CudaBlas(driver, name + ", " + architecture, allocate(workspaceBytes), workspaceBytes);
        queue = new WorkQueue(new Worker(), driver.major() >= GRAPHS_MAJOR);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long allocate(long bytes) {
        enter();
        LongByReference address = new LongByReference();
        int status = driver.call("cuMemAlloc_v2", address, bytes);
        if (status != 0) {
            throw status == DriverFailure.OUT_OF_MEMORY
                    ? DriverFailure.outOfMemory(name, bytes, memory())
                    : driver.failure("cuMemAlloc_v2", status);
        }
        return address.getValue();
    }

    @Override
    public void free(long address) {
        submit();
        driver.check("cuMemFree_v2", address);
    }

    @Override
    public void write(long to, ByteBuffer from) {
        submit();
        writeAhead(to, from);
    }

    @Override
    public void writeAhead(long to, ByteBuffer from) {
        enter();
        for (Stretch part : stretches(from)) {
            long at = to + part.address() - address(from);
            driver.check("cuMemcpyHtoD_v2", at, new Pointer(part.address()), part.bytes());
        }
    }

    @Override
    public void read(long from, ByteBuffer to) {
        submit();
        for (Stretch part : stretches(to)) {
            long at = from + part.address() - address(to);
            driver.check("cuMemcpyDtoH_v2", new Pointer(part.address()), at, part.bytes());
        }
    }

    @Override
    public void pin(ByteBuffer host) {
        Stretch pages = PinnedPages.inside(address(host), host.remaining());
        if (pages.bytes() == 0) {
            return;
        }
        enter();
        int status = driver.call("cuMemHostRegister_v2", new Pointer(pages.address()), pages.bytes(), 0);
        if (status == 0) {
            pinned.add(pages);
        } else {
            LOG.info(
                    "{} of main memory are not locked for {}: cuMemHostRegister says {}",
                    Quantity.bytes(pages.bytes()),
                    name,
                    status);
        }
    }

    @Override
    public void unpin(ByteBuffer host) {
        Stretch pages = PinnedPages.inside(address(host), host.remaining());
        if (pinned.remove(pages)) {
            submit();
            driver.check("cuMemHostUnregister", new Pointer(pages.address()));
        }
    }

    @Override
    public void queueWrite(long to, ByteBuffer from) {
        submit();
        for (Stretch part : stretches(from)) {
            long at = to + part.address() - address(from);
            driver.check("cuMemcpyHtoDAsync_v2", at, new Pointer(part.address()), part.bytes(), Pointer.NULL);
        }
    }

    @Override
    public void queueRead(long from, ByteBuffer to) {
        submit();
        for (Stretch part : stretches(to)) {
            long at = from + part.address() - address(to);
            driver.check("cuMemcpyDtoHAsync_v2", new Pointer(part.address()), at, part.bytes(), Pointer.NULL);
        }
    }

    @Override
    public void submit() {
        enter();
        queue.submit();
    }

    @Override
    public void await() {
        submit();
        driver.check("cuStreamSynchronize", Pointer.NULL);
    }

    @Override
    public void zero(long address, long bytes) {
        add(new Zero(address, bytes));
    }

    @Override
    public void launch(Function function, Size grid, Size block, Object... values) {
        add(new Launch(function, grid, block, List.of(values)));
    }

    @Override
    public void multiply(Product product) {
        add(product);
    }

    @Override
    public void close() {
        enter();
        queue.close();
        blas.close();
        code.close();
        driver.check("cuDevicePrimaryCtxRelease_v2", card);
    }

    /** Without {@link #enter}: a step has hundreds of pieces. */
    private void add(Work work) {
        queue.add(work);
        if (queue.isFull()) {
            submit();
        }
    }

    private int attribute(int attribute) {
        IntByReference value = new IntByReference();
        driver.check("cuDeviceGetAttribute", value, attribute, card);
        return value.getValue();
    }

    /** The driver keeps for each thread which card it works with. */
    private void enter() {
        driver.check("cuCtxSetCurrent", context);
    }

    private DriverFailure.Room memory() {
        LongByReference free = new LongByReference();
        LongByReference total = new LongByReference();
        driver.check("cuMemGetInfo_v2", free, total);
        return new DriverFailure.Room(free.getValue(), total.getValue());
    }

    private List<Stretch> stretches(ByteBuffer direct) {
        return pinned.stretches(address(direct), direct.remaining());
    }

    private static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct)) + direct.position();
    }

    /** What the queue hands over, in the default stream. */
    private final class Worker implements WorkQueue.Card {

        @Override
        public void run(Work work) {
            if (work instanceof Launch launch) {
                run(launch);
            } else if (work instanceof Zero zero) {
                driver.check("cuMemsetD8_v2", zero.address(), (byte) 0, zero.bytes());
            } else {
                blas.multiply((Product) work);
            }
        }

        @Override
        public WorkQueue.Graph graph(List<Work> work) {
            return CudaGraph.of(new CudaGraph.Parts(driver, code, blas, arguments, context), work);
        }

        private void run(Launch launch) {
            driver.check(
                    "cuLaunchKernel",
                    code.of(launch.function()),
                    launch.grid().x(),
                    launch.grid().y(),
                    launch.grid().z(),
                    launch.block().x(),
                    launch.block().y(),
                    launch.block().z(),
                    0,
                    Pointer.NULL,
                    arguments.of(launch.arguments()),
                    Pointer.NULL);
        }
    }
}

package io.bloomery.model.kernel.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.cuda.PinnedPages.Stretch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A card, by NVIDIA's driver, NVRTC and cuBLAS.
 *
 * <p>The card's primary context and its default stream, which waits for nothing but itself. Sources are compiled for the card when
 * a function of theirs is first launched.
 */
public final class CudaDevice implements Device {

    private static final Logger LOG = LoggerFactory.getLogger(CudaDevice.class);
    private static final int ATTRIBUTE_MAJOR = 75; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
    private static final int ATTRIBUTE_MINOR = 76;
    private static final int NAME_BYTES = 256;
    private static final int MOST_ARGUMENTS = 32;

    // Of cuBLAS and its types.
    private static final int PLAIN = 0; // CUBLAS_OP_N
    private static final int TRANSPOSED = 1; // CUBLAS_OP_T
    private static final int FLOAT32 = 0; // CUDA_R_32F
    private static final int BFLOAT16 = 14; // CUDA_R_16BF
    private static final int COMPUTE_FLOAT32 = 68; // CUBLAS_COMPUTE_32F
    private static final int COMPUTE_TF32 = 77; // CUBLAS_COMPUTE_32F_FAST_TF32; float32 where a card has nothing for it
    private static final int ANY_ALGORITHM = -1; // CUBLAS_GEMM_DEFAULT
    private static final int ALLOCATION_FAILED = 3; // CUBLAS_STATUS_ALLOC_FAILED
    private static final int NOT_SUPPORTED = 15; // CUBLAS_STATUS_NOT_SUPPORTED

    private final NvidiaLibrary driver;
    private final NvidiaLibrary cublas;
    private final CompiledSources sources;
    private final int card;
    private final String name;
    private final String architecture;
    private final Pointer context;
    private final Pointer products; // cuBLAS's handle
    private final PinnedPages pinned = new PinnedPages();
    private final Map<Module, Pointer> modules = new HashMap<>();
    private final Map<Function, Pointer> functions = new HashMap<>();
    private final Memory places = new Memory((long) MOST_ARGUMENTS * Native.POINTER_SIZE);
    private final Memory arguments = new Memory((long) MOST_ARGUMENTS * Arguments.MAX_BYTES);
    private final Memory one = number(1);
    private final Memory zero = number(0);

    /**
     * Opens a card; fails with what to do where it, its driver or a library is missing.
     *
     * @param number as the driver counts the cards that this process sees, from 0
     */
    public CudaDevice(int number) {
        driver = NvidiaLibrary.driver();
        int status = driver.call("cuInit", 0);
        if (status != 0) {
            throw failure("cuInit", status);
        }
        IntByReference count = new IntByReference();
        check("cuDeviceGetCount", count);
        if (number >= count.getValue()) {
            throw new BloomeryException(
                    ErrorCode.UNAVAILABLE,
                    "the card with number " + number + " is wanted but this process sees " + count.getValue(),
                    "Compare nvidia-smi with CUDA_VISIBLE_DEVICES, and with the addresses that Spark gives.");
        }
        IntByReference device = new IntByReference();
        check("cuDeviceGet", device, number);
        card = device.getValue();
        byte[] text = new byte[NAME_BYTES];
        check("cuDeviceGetName", text, NAME_BYTES, card);
        name = new String(text, StandardCharsets.UTF_8).replace("\0", "");
        architecture = "sm_" + attribute(ATTRIBUTE_MAJOR) + attribute(ATTRIBUTE_MINOR);
        int major = CudaLibraries.major(driver);
        sources = new CompiledSources(CompiledSources.userFolder(), new Nvrtc(major));
        cublas = NvidiaLibrary.ofToolkit("cublas", major);
        PointerByReference retained = new PointerByReference();
        check("cuDevicePrimaryCtxRetain", retained, card);
        context = retained.getValue();
        enter();
        PointerByReference handle = new PointerByReference();
        checkProduct(cublas.call("cublasCreate_v2", handle));
        products = handle.getValue();
        for (int i = 0; i < MOST_ARGUMENTS; i++) {
            places.setPointer((long) i * Native.POINTER_SIZE, arguments.share((long) i * Arguments.MAX_BYTES));
        }
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
                    ? DriverFailure.outOfMemory(where(), bytes, memory())
                    : failure("cuMemAlloc_v2", status);
        }
        return address.getValue();
    }

    @Override
    public void free(long address) {
        enter();
        check("cuMemFree_v2", address);
    }

    @Override
    public void write(long to, ByteBuffer from) {
        enter();
        for (Stretch part : stretches(from)) {
            check("cuMemcpyHtoD_v2", to + part.address() - address(from), new Pointer(part.address()), part.bytes());
        }
    }

    @Override
    public void read(long from, ByteBuffer to) {
        enter();
        for (Stretch part : stretches(to)) {
            check("cuMemcpyDtoH_v2", new Pointer(part.address()), from + part.address() - address(to), part.bytes());
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
                    "{} bytes of main memory are not locked for {}: cuMemHostRegister says {}",
                    pages.bytes(),
                    name,
                    status);
        }
    }

    @Override
    public void unpin(ByteBuffer host) {
        Stretch pages = PinnedPages.inside(address(host), host.remaining());
        if (pinned.remove(pages)) {
            enter();
            check("cuMemHostUnregister", new Pointer(pages.address()));
        }
    }

    @Override
    public void queueWrite(long to, ByteBuffer from) {
        enter();
        for (Stretch part : stretches(from)) {
            long at = to + part.address() - address(from);
            check("cuMemcpyHtoDAsync_v2", at, new Pointer(part.address()), part.bytes(), Pointer.NULL);
        }
    }

    @Override
    public void queueRead(long from, ByteBuffer to) {
        enter();
        for (Stretch part : stretches(to)) {
            long at = from + part.address() - address(to);
            check("cuMemcpyDtoHAsync_v2", new Pointer(part.address()), at, part.bytes(), Pointer.NULL);
        }
    }

    @Override
    public void await() {
        enter();
        check("cuStreamSynchronize", Pointer.NULL);
    }

    @Override
    public void zero(long address, long bytes) {
        enter();
        check("cuMemsetD8_v2", address, (byte) 0, bytes);
    }

    @Override
    public void launch(Function function, Size grid, Size block, Object... values) {
        enter();
        Pointer code = function(function);
        for (int i = 0; i < values.length; i++) {
            byte[] bytes = Arguments.bytes(values[i]);
            arguments.write((long) i * Arguments.MAX_BYTES, bytes, 0, bytes.length);
        }
        check(
                "cuLaunchKernel",
                code,
                grid.x(),
                grid.y(),
                grid.z(),
                block.x(),
                block.y(),
                block.z(),
                0,
                Pointer.NULL,
                places,
                Pointer.NULL);
    }

    /** cuBLAS counts by columns, and so sees the transposes of all three: it makes those of c from b and a, in this order. */
    @Override
    public void multiply(Product product) {
        enter();
        int type = product.precision() == Precision.BFLOAT16 ? BFLOAT16 : FLOAT32;
        checkProduct(cublas.call(
                "cublasGemmEx",
                products,
                operation(product.b()),
                operation(product.a()),
                product.columns(),
                product.rows(),
                product.inner(),
                one,
                new Pointer(product.b().address()),
                type,
                product.b().columns(),
                new Pointer(product.a().address()),
                type,
                product.a().columns(),
                product.accumulate() ? one : zero,
                new Pointer(product.c()),
                FLOAT32,
                product.columns(),
                product.precision() == Precision.TF32 ? COMPUTE_TF32 : COMPUTE_FLOAT32,
                ANY_ALGORITHM));
    }

    @Override
    public void close() {
        enter();
        checkProduct(cublas.call("cublasDestroy_v2", products));
        modules.values().forEach(module -> check("cuModuleUnload", module));
        check("cuDevicePrimaryCtxRelease_v2", card);
    }

    private Pointer function(Function function) {
        return functions.computeIfAbsent(function, wanted -> {
            PointerByReference found = new PointerByReference();
            check("cuModuleGetFunction", found, module(wanted), wanted.name());
            return found.getValue();
        });
    }

    private Pointer module(Function function) {
        return modules.computeIfAbsent(new Module(function.source(), function.headWidth()), module -> {
            List<String> definitions =
                    module.headWidth() == 0 ? List.of() : List.of("-DHEAD_WIDTH=" + module.headWidth());
            byte[] code = sources.of(module.source(), definitions, architecture);
            Memory image = new Memory(code.length);
            image.write(0, code, 0, code.length);
            PointerByReference loaded = new PointerByReference();
            check("cuModuleLoadData", loaded, image);
            return loaded.getValue();
        });
    }

    private int attribute(int attribute) {
        IntByReference value = new IntByReference();
        check("cuDeviceGetAttribute", value, attribute, card);
        return value.getValue();
    }

    /** The driver keeps for each thread which card it works with. */
    private void enter() {
        check("cuCtxSetCurrent", context);
    }

    private void check(String function, Object... values) {
        int status = driver.call(function, values);
        if (status != 0) {
            throw failure(function, status);
        }
    }

    private BloomeryException failure(String function, int status) {
        PointerByReference words = new PointerByReference();
        String said = driver.call("cuGetErrorString", status, words) == 0
                ? words.getValue().getString(0)
                : "an error that the driver has no words for";
        return DriverFailure.of(where(), function, status, said);
    }

    private String where() {
        return name == null ? "" : name;
    }

    private DriverFailure.Room memory() {
        LongByReference free = new LongByReference();
        LongByReference total = new LongByReference();
        check("cuMemGetInfo_v2", free, total);
        return new DriverFailure.Room(free.getValue(), total.getValue());
    }

    private void checkProduct(int status) {
        if (status == NOT_SUPPORTED) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "cuBLAS has no such product on " + name + ", " + architecture,
                    "Set train.engine.precision = float32: products in bfloat16 want capability 8.0.");
        }
        if (status == ALLOCATION_FAILED) {
            throw DriverFailure.of(where(), "cuBLAS", DriverFailure.OUT_OF_MEMORY, "out of memory");
        }
        if (status != 0) {
            throw new BloomeryException(
                    ErrorCode.UNAVAILABLE,
                    "cuBLAS fails on " + name + " with status " + status,
                    "See nvidia-smi; cuBLAS must be of a CUDA toolkit that knows this card and that its driver serves.");
        }
    }

    private static int operation(Factor factor) {
        return factor.transposed() ? TRANSPOSED : PLAIN;
    }

    private List<Stretch> stretches(ByteBuffer direct) {
        return pinned.stretches(address(direct), direct.remaining());
    }

    private static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct)) + direct.position();
    }

    private static Memory number(float value) {
        Memory memory = new Memory(Float.BYTES);
        memory.setFloat(0, value);
        return memory;
    }

    private record Module(String source, int headWidth) {}
}

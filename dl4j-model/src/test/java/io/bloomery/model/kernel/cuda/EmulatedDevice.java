package io.bloomery.model.kernel.cuda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A process that runs the sources as plain C++ and keeps their memory; see {@code device.h}. */
final class EmulatedDevice implements Device {

    private static final Pattern KERNEL = Pattern.compile("(?m)^KERNEL (?:__launch_bounds__\\(\\w+\\) )?(\\w+)\\(");

    private static final List<String> ALL = List.of(
            "activation.cu",
            "adamw.cu",
            "attention.cu",
            "columns.cu",
            "cross_entropy.cu",
            "dropout.cu",
            "elementwise.cu",
            "embedding.cu",
            "norm.cu",
            "rotary.cu",
            "tensor_attention.cu");

    private final Path complaints;
    private final Process process;
    private final OutputStream to;
    private final DataInputStream from;
    /** What was queued and must stay as it is until it is waited for. */
    private final IdentityHashMap<ByteBuffer, byte[]> written = new IdentityHashMap<>();

    private final IdentityHashMap<ByteBuffer, byte[]> toFill = new IdentityHashMap<>();
    private final Set<Long> pinned = new HashSet<>();
    private final Map<Long, Long> allocated = new HashMap<>(); // bytes by address

    /** Compiles one; skips the test where there is no compiler. */
    static Path compile(Path folder, int headWidth) {
        return Emulator.build(folder, "device-" + headWidth, main(), headWidth);
    }

    static EmulatedDevice start(Path program) {
        Path folder = program.getParent();
        try {
            return new EmulatedDevice(program, Files.createTempFile(folder, "device", ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmulatedDevice(Path program, Path complaints) throws IOException {
        this.complaints = complaints;
        process = new ProcessBuilder(program.toString())
                .redirectError(complaints.toFile())
                .start();
        to = new BufferedOutputStream(process.getOutputStream());
        from = new DataInputStream(process.getInputStream());
    }

    private static String main() {
        StringBuilder includes = new StringBuilder("#include \"device.h\"\n");
        StringBuilder launches = new StringBuilder();
        for (String source : ALL) {
            includes.append("#include \"" + source + "\"\n");
            KERNEL.matcher(Sources.text(source))
                    .results()
                    .map(kernel -> "        if (!strcmp(name, \"" + kernel.group(1) + "\")) { device::run(launch, &"
                            + kernel.group(1) + "); continue; }\n")
                    .forEach(launches::append);
        }
        return includes + """
                int main() {
                    for (int order; (order = getchar()) != EOF;) {
                        if (device::obey(order)) {
                            continue;
                        }
                        char name[64] = {};
                        device::read(name, device::read<int>());
                        const device::Launch launch = device::read_launch();
                """ + launches + "        emulator::fail(\"no such kernel\");\n    }\n}\n";
    }

    @Override
    public String name() {
        return "emulated";
    }

    /** Bytes that were not given back are a leak: their number of allocations. */
    int allocations() {
        return allocated.size();
    }

    /** Bytes that are allocated now. */
    long allocatedBytes() {
        return allocated.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public long allocate(long bytes) {
        send('a', number(bytes));
        long address = answer(Long.BYTES).getLong();
        allocated.put(address, bytes);
        return address;
    }

    @Override
    public void free(long address) {
        assertThat(allocated.remove(address)).as("was allocated").isNotNull();
        send('f', number(address));
    }

    @Override
    public void write(long address, ByteBuffer bytes) {
        byte[] copy = copy(bytes);
        send('w', number(address), number((long) copy.length), copy);
    }

    @Override
    public void writeAhead(long address, ByteBuffer bytes) {
        write(address, bytes);
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    @Override
    public void read(long address, ByteBuffer bytes) {
        send('r', number(address), number((long) bytes.remaining()));
        bytes.duplicate().put(answer(bytes.remaining()));
    }

    @Override
    public void pin(ByteBuffer host) {
        assertThat(pinned.add(Pointer.nativeValue(Native.getDirectBufferPointer(host))))
                .as("was not pinned")
                .isTrue();
    }

    @Override
    public void unpin(ByteBuffer host) {
        assertThat(pinned.remove(Pointer.nativeValue(Native.getDirectBufferPointer(host))))
                .as("was pinned")
                .isTrue();
    }

    /** Buffers that are pinned now. */
    int pinned() {
        return pinned.size();
    }

    @Override
    public void queueWrite(long address, ByteBuffer bytes) {
        write(address, bytes);
        written.put(bytes, copy(bytes));
    }

    /** Reads in the order of what is queued, but fills the buffer as late as a card may. */
    @Override
    public void queueRead(long address, ByteBuffer bytes) {
        send('r', number(address), number((long) bytes.remaining()));
        toFill.put(bytes, answer(bytes.remaining()).array());
    }

    @Override
    public void submit() {}

    @Override
    public void await() {
        written.forEach((bytes, sent) ->
                assertThat(copy(bytes)).as("unchanged while it was queued").isEqualTo(sent));
        written.clear();
        toFill.forEach((bytes, read) -> bytes.duplicate().put(read));
        toFill.clear();
    }

    @Override
    public void zero(long address, long bytes) {
        send('z', number(address), number(bytes));
    }

    @Override
    public void launch(Function function, Size grid, Size block, Object... arguments) {
        byte[] name = function.name().getBytes(UTF_8);
        send('l', number(name.length), name);
        sizes(grid);
        sizes(block);
        put(number(arguments.length));
        for (Object argument : arguments) {
            byte[] bytes = Arguments.bytes(argument);
            put(number(bytes.length));
            put(bytes);
        }
    }

    @Override
    public void multiply(Product product) {
        send('m', number(product.rows()), number(product.inner()), number(product.columns()));
        factor(product.a());
        factor(product.b());
        put(number((int) product.precision().name().charAt(0)));
        put(number(product.c()));
        put(number(product.accumulate() ? 1 : 0));
    }

    @Override
    public void close() {
        try {
            to.close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(complaints).isEmptyFile();
    }

    private void sizes(Size size) {
        put(number(size.x()));
        put(number(size.y()));
        put(number(size.z()));
    }

    private void factor(Factor factor) {
        put(number(factor.address()));
        put(number(factor.columns()));
        put(number(factor.transposed() ? 1 : 0));
    }

    private void send(char order, byte[]... parts) {
        put(new byte[] {(byte) order});
        for (byte[] part : parts) {
            put(part);
        }
    }

    private void put(byte[] bytes) {
        try {
            to.write(bytes);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private ByteBuffer answer(int bytes) {
        try {
            to.flush();
            byte[] answer = new byte[bytes];
            from.readFully(answer);
            return ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private IllegalStateException failure(IOException cause) {
        try {
            return new IllegalStateException(Files.readString(complaints), cause);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] number(Object value) {
        return Arguments.bytes(value);
    }
}

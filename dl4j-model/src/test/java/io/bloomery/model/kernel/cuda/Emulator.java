package io.bloomery.model.kernel.cuda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bloomery.model.kernel.Dropout;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kernels as plain C++, each launch in a process of its own: what is wrong with memory kills that process only.
 *
 * <p>Every launch is made twice, with threads in both orders, and must leave the same bits.
 */
final class Emulator {

    /** A null pointer. */
    static final Object NOTHING = new Object();

    private static final Pattern KERNEL = Pattern.compile("(?m)^KERNEL (?:__launch_bounds__\\(\\w+\\) )?(\\w+)\\(");

    private static final Pattern INCLUDED = Pattern.compile("#include \"([a-z_]+\\.cu)\"");

    // Kinds of arguments, as in launcher.h.
    private static final int VALUE = 0;
    private static final int POINTER = 1;
    private static final int NULL = 2;

    private static final int MAX_VALUE_BYTES = 32;

    private static final List<String> HEADERS =
            List.of("device.cuh", "heads.cuh", "random.cuh", "tensor.cuh", "emulator.h", "launcher.h", "device.h");

    private static final List<String> OPTIONS = List.of(
            "-std=c++17",
            "-O1",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-Wno-unknown-pragmas",
            "-fno-strict-aliasing",
            "-ffp-contract=off");

    private final Path program;
    private final boolean bfloat16;

    private Emulator(Path program, boolean bfloat16) {
        this.program = program;
        this.bfloat16 = bfloat16;
    }

    /** What a grid or a block measures. */
    record Size(int x, int y, int z) {
        static Size of(int x) {
            return new Size(x, 1, 1);
        }
    }

    /** A pointer to an element of a buffer. */
    record Place(Buffer buffer, int element) {}

    /** The structure {@code Rows} of attention.cu. */
    record Rows(long sequence, long row) {}

    /**
     * Compiles kernels; skips the test where there is no compiler.
     *
     * @param sources names of files in the jar, or in the folder
     */
    static Emulator compile(Path folder, List<String> sources, boolean bfloat16, int headWidth) {
        String variant = "kernels-" + (bfloat16 ? "bfloat16-" : "float32-") + headWidth;
        try {
            String main = main(folder, sources);
            return new Emulator(
                    build(folder, variant, main, headWidth, bfloat16 ? "-DBFLOAT16" : "-UBFLOAT16"), bfloat16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a program that includes sources; skips the test where there is no compiler. */
    static Path build(Path folder, String name, String main, int headWidth, String... options) {
        Optional<Path> compiler = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry, "g++"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(compiler.isPresent(), "no g++ on the PATH, so the CUDA kernels are not emulated");
        try {
            for (String header : HEADERS) {
                unpack(folder, header);
            }
            for (String source : INCLUDED.matcher(main)
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                unpack(folder, source);
            }
            Path program = folder.resolve(name);
            Path file = Files.writeString(folder.resolve(name + ".cpp"), main);
            List<String> command =
                    new ArrayList<>(List.of(compiler.orElseThrow().toString()));
            command.addAll(OPTIONS);
            command.add("-DHEAD_WIDTH=" + headWidth);
            command.addAll(List.of(options));
            command.addAll(List.of(file.toString(), "-o", program.toString()));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String complaints = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(complaints).isEmpty();
            assertThat(process.waitFor()).isZero();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String main(Path folder, List<String> sources) throws IOException {
        StringBuilder includes = new StringBuilder("#include \"launcher.h\"\n");
        StringBuilder launches = new StringBuilder();
        for (String source : sources) {
            includes.append("#include \"" + source + "\"\n");
            KERNEL.matcher(Files.readString(unpack(folder, source)))
                    .results()
                    .map(kernel ->
                            "    launcher::launch_if(name, \"" + kernel.group(1) + "\", &" + kernel.group(1) + ");\n")
                    .forEach(launches::append);
        }
        return includes + "int main() {\n    const std::vector<char> name = launcher::read_name();\n" + launches
                + "    emulator::fail(\"no such kernel\");\n}\n";
    }

    /** Whether activations are bfloat16. */
    boolean isBfloat16() {
        return bfloat16;
    }

    /** Activations. */
    Buffer reals(float... values) {
        return bfloat16 ? Buffer.ofBfloat16s(values) : Buffer.ofFloats(values);
    }

    /** Room for activations. */
    Buffer poisonedReals(int elements) {
        return Buffer.poisoned(elements, bfloat16 ? Short.BYTES : Float.BYTES);
    }

    /**
     * Runs a kernel in both orders of threads.
     *
     * @param arguments buffers, which are updated, places in them, {@link #NOTHING}, numbers, {@link Rows} and
     *     {@link Dropout}
     */
    void launch(String kernel, Size grid, Size block, Object... arguments) {
        Outcome outcome = run(kernel, grid, block, arguments);
        assertThat(outcome.complaints()).as(kernel).isEmpty();
        for (Buffer buffer : buffers(arguments)) {
            byte[] after = new byte[buffer.bytes().length];
            outcome.output().get(after);
            buffer.become(after);
        }
    }

    /** What a launch left in the buffers, and what was wrong with it. */
    record Outcome(ByteBuffer output, String complaints) {}

    /** As {@link #launch}, but updates no buffers and leaves it to the caller what to think of complaints. */
    Outcome run(String kernel, Size grid, Size block, Object... arguments) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        put(input, kernel.length());
        input.writeBytes(kernel.getBytes(UTF_8));
        Stream.of(grid.x(), grid.y(), grid.z(), block.x(), block.y(), block.z()).forEach(number -> put(input, number));
        List<Buffer> buffers = buffers(arguments);
        put(input, buffers.size());
        for (Buffer buffer : buffers) {
            put(input, buffer.bytes().length);
            input.writeBytes(buffer.bytes());
        }
        put(input, arguments.length);
        for (Object argument : arguments) {
            putArgument(input, argument, buffers);
        }
        try {
            Process process = new ProcessBuilder(program.toString()).start();
            try (OutputStream to = process.getOutputStream()) {
                input.writeTo(to);
            }
            byte[] output = process.getInputStream().readAllBytes();
            String complaints = new String(process.getErrorStream().readAllBytes(), UTF_8);
            int status = process.waitFor();
            return new Outcome(
                    ByteBuffer.wrap(output), status == 0 ? complaints : "exit status " + status + ": " + complaints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void putArgument(ByteArrayOutputStream to, Object argument, List<Buffer> buffers) {
        if (argument == NOTHING) {
            put(to, NULL);
        } else if (argument instanceof Buffer buffer) {
            putArgument(to, new Place(buffer, 0), buffers);
        } else if (argument instanceof Place place) {
            put(to, POINTER);
            put(to, buffers.indexOf(place.buffer()));
            put(to, place.buffer().byteOf(place.element()));
        } else {
            byte[] value = value(argument);
            put(to, VALUE);
            put(to, value.length);
            to.writeBytes(value);
        }
    }

    private static byte[] value(Object argument) {
        ByteBuffer value = ByteBuffer.allocate(MAX_VALUE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (argument instanceof Integer number) {
            value.putInt(number);
        } else if (argument instanceof Float number) {
            value.putFloat(number);
        } else if (argument instanceof Long number) {
            value.putLong(number);
        } else if (argument instanceof Rows rows) {
            value.putLong(rows.sequence()).putLong(rows.row());
        } else if (argument instanceof Dropout dropout) { // the structure Dropout of random.cuh
            value.putLong(dropout.seed()).putInt(dropout.step()).putInt(dropout.site());
            value.putInt(dropout.threshold()).putFloat(dropout.scale());
        } else {
            throw new IllegalArgumentException("no argument of a kernel: " + argument);
        }
        return Arrays.copyOf(value.array(), value.position());
    }

    /** What the arguments point to, each once. */
    private static List<Buffer> buffers(Object... arguments) {
        return Stream.of(arguments)
                .filter(argument -> argument instanceof Buffer || argument instanceof Place)
                .map(argument -> argument instanceof Place place ? place.buffer() : (Buffer) argument)
                .distinct()
                .toList();
    }

    private static void put(ByteArrayOutputStream to, int number) {
        to.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }

    private static Path unpack(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            try (InputStream resource = Emulator.class.getResourceAsStream(name)) {
                Files.copy(resource, file);
            }
        }
        return file;
    }
}

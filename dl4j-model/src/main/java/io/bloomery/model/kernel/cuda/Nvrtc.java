package io.bloomery.model.kernel.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** NVIDIA's compiler of CUDA C++ at run time, which needs no card. */
final class Nvrtc implements CompiledSources.Compiler {

    private final NvidiaLibrary library;

    /** The newest that the driver can serve. */
    Nvrtc(int driverMajor) {
        library = NvidiaLibrary.ofToolkit("nvrtc", driverMajor);
    }

    /** Such as 12.9. */
    @Override
    public String version() {
        IntByReference major = new IntByReference();
        IntByReference minor = new IntByReference();
        check(library.call("nvrtcVersion", major, minor));
        return major.getValue() + "." + minor.getValue();
    }

    /**
     * Machine code of a source.
     *
     * @param architecture such as sm_90
     */
    @Override
    public byte[] compile(String source, List<String> definitions, String architecture) {
        String[] headers = Sources.HEADERS.stream().map(Sources::text).toArray(String[]::new);
        String[] names = Sources.HEADERS.toArray(String[]::new);
        PointerByReference program = new PointerByReference();
        check(library.call("nvrtcCreateProgram", program, Sources.text(source), source, names.length, headers, names));
        try {
            return compiled(program.getValue(), source, definitions, architecture);
        } finally {
            check(library.call("nvrtcDestroyProgram", program));
        }
    }

    private byte[] compiled(Pointer program, String source, List<String> definitions, String architecture) {
        List<String> options = new ArrayList<>(List.of("--gpu-architecture=" + architecture, "--std=c++17"));
        options.addAll(definitions);
        int status = library.call("nvrtcCompileProgram", program, options.size(), options.toArray(String[]::new));
        if (status != 0) {
            String log =
                    new String(bytes(program, "nvrtcGetProgramLogSize", "nvrtcGetProgramLog"), StandardCharsets.UTF_8);
            throw new BloomeryException(
                    ErrorCode.UNAVAILABLE,
                    "NVRTC " + version() + " does not compile " + source + " for " + architecture + ": "
                            + log.replace('\0', ' ').strip(),
                    "Install the NVRTC of a CUDA toolkit that knows this card, no newer than the driver.");
        }
        return bytes(program, "nvrtcGetCUBINSize", "nvrtcGetCUBIN");
    }

    private byte[] bytes(Pointer program, String sizeFunction, String function) {
        LongByReference size = new LongByReference();
        check(library.call(sizeFunction, program, size));
        byte[] bytes = new byte[Math.toIntExact(size.getValue())];
        check(library.call(function, program, bytes));
        return bytes;
    }

    private static void check(int status) {
        if (status != 0) {
            throw new BloomeryException(
                    ErrorCode.UNAVAILABLE,
                    "NVRTC fails with status " + status,
                    "Install the CUDA toolkit's NVRTC again.");
        }
    }
}

package io.bloomery.model.kernel.cuda;

import static java.util.Objects.requireNonNull;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.bloomery.model.kernel.cuda.Device.Function;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions on a card, whose sources are compiled for it when the first of each is asked for. */
final class CudaCode implements AutoCloseable {

    private final CudaDriver driver;
    private final CompiledSources sources;
    private final String architecture;
    private final Map<Module, Pointer> modules = new HashMap<>();
    private final Map<Function, Pointer> functions = new HashMap<>();

    /** @param architecture such as sm_90 */
    CudaCode(CudaDriver driver, CompiledSources sources, String architecture) {
        this.driver = requireNonNull(driver, "driver");
        this.sources = requireNonNull(sources, "sources");
        this.architecture = requireNonNull(architecture, "architecture");
    }

    /** A CUfunction. */
    Pointer of(Function function) {
        return functions.computeIfAbsent(function, wanted -> {
            PointerByReference found = new PointerByReference();
            driver.check("cuModuleGetFunction", found, module(wanted), wanted.name());
            return found.getValue();
        });
    }

    @Override
    public void close() {
        modules.values().forEach(module -> driver.check("cuModuleUnload", module));
    }

    private Pointer module(Function function) {
        return modules.computeIfAbsent(new Module(function.source(), function.headWidth()), module -> {
            List<String> definitions =
                    module.headWidth() == 0 ? List.of() : List.of("-DHEAD_WIDTH=" + module.headWidth());
            byte[] code = sources.of(module.source(), definitions, architecture);
            Memory image = new Memory(code.length);
            image.write(0, code, 0, code.length);
            PointerByReference loaded = new PointerByReference();
            driver.check("cuModuleLoadData", loaded, image);
            return loaded.getValue();
        });
    }

    private record Module(String source, int headWidth) {}
}

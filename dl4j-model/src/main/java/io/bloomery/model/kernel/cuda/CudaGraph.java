package io.bloomery.model.kernel.cuda;

import static java.util.Objects.requireNonNull;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.bloomery.model.kernel.cuda.Device.Product;
import io.bloomery.model.kernel.cuda.Work.Launch;
import io.bloomery.model.kernel.cuda.Work.Zero;
import java.util.List;
import java.util.Optional;

/** Pieces of work of which each waits for the one before, as one graph of the driver's. */
final class CudaGraph implements WorkQueue.Graph {

    // How CUDA_KERNEL_NODE_PARAMS_v2 and CUDA_MEMSET_NODE_PARAMS lie in memory.
    private static final int KERNEL_BYTES = 72;
    private static final int KERNEL_ARGUMENTS = 40;
    private static final int MEMSET_BYTES = 40;
    private static final int ELEMENT_BYTES = 20;
    private static final int ROW_ELEMENTS = 24;
    private static final int ROWS = 32;

    private final Parts parts;
    private final Pointer graph;
    private final Pointer executable;
    private final List<Pointer> nodes;
    private List<Work> last;

    /**
     * What graphs of a card are made with.
     *
     * @param context the card's
     */
    record Parts(CudaDriver driver, CudaCode code, CudaBlas blas, PlacedArguments arguments, Pointer context) {
        Parts {
            requireNonNull(driver, "driver");
            requireNonNull(code, "code");
            requireNonNull(blas, "blas");
            requireNonNull(arguments, "arguments");
            requireNonNull(context, "context");
        }
    }

    private CudaGraph(Parts parts, Pointer graph, List<Work> work) {
        this.parts = parts;
        this.graph = graph;
        last = work;
        Pointer[] made = new Pointer[work.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = node(work.get(i), i == 0 ? Optional.empty() : Optional.of(made[i - 1]));
        }
        nodes = List.of(made);
        PointerByReference instantiated = new PointerByReference();
        parts.driver().check("cuGraphInstantiateWithFlags", instantiated, graph, 0L);
        executable = instantiated.getValue();
    }

    /** Fails where the driver makes no graph of it, and leaves nothing there. */
    static CudaGraph of(Parts parts, List<Work> work) {
        PointerByReference graph = new PointerByReference();
        parts.driver().check("cuGraphCreate", graph, 0);
        boolean isWhole = false;
        try {
            CudaGraph whole = new CudaGraph(parts, graph.getValue(), work);
            isWhole = true;
            return whole;
        } finally {
            if (!isWhole) {
                parts.driver().call("cuGraphDestroy", graph.getValue()); // what failed says why
            }
        }
    }

    @Override
    public void launch(List<Work> work) {
        CudaDriver driver = parts.driver();
        for (int i = 0; i < work.size(); i++) {
            if (!work.get(i).equals(last.get(i))) {
                Memory changed = kernel((Launch) work.get(i)); // everything else is its shape
                driver.check("cuGraphExecKernelNodeSetParams_v2", executable, nodes.get(i), changed);
            }
        }
        last = work;
        driver.check("cuGraphLaunch", executable, Pointer.NULL);
    }

    @Override
    public void close() {
        parts.driver().check("cuGraphExecDestroy", executable);
        parts.driver().check("cuGraphDestroy", graph);
    }

    private Pointer node(Work work, Optional<Pointer> before) {
        PointerByReference node = new PointerByReference();
        PointerByReference dependencies = new PointerByReference(before.orElse(Pointer.NULL));
        long count = before.isPresent() ? 1 : 0;
        CudaDriver driver = parts.driver();
        if (work instanceof Launch launch) {
            driver.check("cuGraphAddKernelNode_v2", node, graph, dependencies, count, kernel(launch));
        } else if (work instanceof Zero zero) {
            driver.check("cuGraphAddMemsetNode", node, graph, dependencies, count, memset(zero), parts.context());
        } else {
            Pointer product = parts.blas().graph((Product) work);
            try {
                driver.check("cuGraphAddChildGraphNode", node, graph, dependencies, count, product);
            } finally {
                driver.check("cuGraphDestroy", product); // the node has a copy
            }
        }
        return node.getValue();
    }

    private Memory kernel(Launch launch) {
        Memory parameters = new Memory(KERNEL_BYTES);
        parameters.clear();
        parameters.setPointer(0, parts.code().of(launch.function()));
        int[] sizes = {
            launch.grid().x(), launch.grid().y(), launch.grid().z(),
            launch.block().x(), launch.block().y(), launch.block().z()
        };
        parameters.write(Long.BYTES, sizes, 0, sizes.length);
        parameters.setPointer(KERNEL_ARGUMENTS, parts.arguments().of(launch.arguments()));
        return parameters;
    }

    /** One row of elements. */
    private static Memory memset(Zero zero) {
        Memory parameters = new Memory(MEMSET_BYTES);
        parameters.clear();
        parameters.setLong(0, zero.address());
        parameters.setInt(ELEMENT_BYTES, Float.BYTES);
        parameters.setLong(ROW_ELEMENTS, zero.bytes() / Float.BYTES);
        parameters.setLong(ROWS, 1);
        return parameters;
    }
}

package io.bloomery.jobs.doctor;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.model.kernel.cuda.CudaLibraries;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FsStatus;
import org.apache.spark.package$;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Examines JVM, cores, memory, arithmetic back end, GPU with its libraries, and file system; each finding stands alone. */
public final class Doctor {

    private static final long MIN_HEAP_BYTES = 2L << 30;
    private static final long MIN_FREE_BYTES = 2L << 30;
    private static final int JAVA_VERSION = 17;
    private static final int PRODUCT_SIZE = 64;
    private static final Duration NVIDIA_PATIENCE = Duration.ofSeconds(10);

    private final TableStore store;
    private final BloomeryConfig config;

    public Doctor(TableStore store, BloomeryConfig config) {
        this.store = store;
        this.config = config;
    }

    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(Finding.well("spark", package$.MODULE$.SPARK_VERSION()));
        findings.add(Finding.well(
                "cores",
                Runtime.getRuntime().availableProcessors() + ", load "
                        + Quantity.decimal(
                                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())));
        findings.add(heap());
        findings.add(backend());
        NvidiaSmi.Answer cards = new NvidiaSmi("nvidia-smi", NVIDIA_PATIENCE).ask();
        CardCheckup checkup = new CardCheckup(hasCudaBackend(), demand());
        findings.add(checkup.of(cards));
        if (checkup.isWanted() || (!checkup.cudaBackend() && !cards.cards().isEmpty())) {
            findings.add(new CudaCheckup(checkup.isWanted(), CudaLibraries::ofThisMachine).finding());
        }
        findings.add(storage());
        return findings;
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        String found = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
        return feature == JAVA_VERSION
                ? Finding.well("java", found)
                : new Finding("java", found, "Use a JDK 17: Spark 3.5 and this build are proved on it.");
    }

    private static Finding heap() {
        long max = Runtime.getRuntime().maxMemory();
        String found = Quantity.bytes(max) + " heap";
        return max >= MIN_HEAP_BYTES
                ? Finding.well("memory", found)
                : new Finding("memory", found, "Give at least 2 GB: BLOOMERY_HEAP=3g or --driver-memory 3g.");
    }

    /** A product of two small matrices of ones, whose result is known, proves that the natives load and compute. */
    private static Finding backend() {
        try {
            INDArray product = Nd4j.ones(PRODUCT_SIZE, PRODUCT_SIZE).mmul(Nd4j.ones(PRODUCT_SIZE, PRODUCT_SIZE));
            String found = Nd4j.getBackend().getClass().getSimpleName() + ", "
                    + Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend") + ", "
                    + System.getProperty("os.arch") + ", OMP_NUM_THREADS="
                    + System.getenv().getOrDefault("OMP_NUM_THREADS", "unset");
            return product.getFloat(0, 0) == PRODUCT_SIZE
                    ? Finding.well("nd4j", found)
                    : new Finding("nd4j", found + " multiplies wrongly", "Rebuild with the natives of this platform.");
        } catch (LinkageError | RuntimeException e) {
            return new Finding(
                    "nd4j",
                    "no working back end: " + e,
                    "Rebuild on this platform with mvn package; the jar holds the natives of one platform only.");
        }
    }

    /** Of the model that is trained from the start: with as large a vocabulary as the tokenizer may get. */
    private Optional<CardDemand> demand() {
        return config.train().from().isEmpty()
                ? Optional.of(
                        CardDemand.of(config.model().spec(config.tokenizer().vocabularySize()), config.train()))
                : Optional.empty();
    }

    private static boolean hasCudaBackend() {
        try {
            return !Nd4j.getBackend().getEnvironment().isCPU();
        } catch (LinkageError | RuntimeException e) {
            return false; // the finding of the back end says why
        }
    }

    private Finding storage() {
        try {
            store.prepare();
            FsStatus status = store.fileSystem().getStatus(store.root());
            String found = store.root() + ", writable, " + Quantity.bytes(status.getRemaining()) + " free";
            return status.getRemaining() >= MIN_FREE_BYTES
                    ? Finding.well("storage", found)
                    : new Finding("storage", found, "Free at least 2 GB, or choose another storage.root.");
        } catch (BloomeryException e) {
            return new Finding("storage", e.getMessage(), e.hint());
        } catch (IOException e) {
            return new Finding(
                    "storage", store.root() + ": " + e.getMessage(), "Check storage.root and that it is up.");
        }
    }
}

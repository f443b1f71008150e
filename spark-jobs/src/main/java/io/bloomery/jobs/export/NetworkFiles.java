package io.bloomery.jobs.export;

import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.storage.Sha256;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.layer.DecoderNetworks;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.ModelSpec;
import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a model's folder has besides what {@code transformers} reads: DL4J's zip, and logits to compare. */
final class NetworkFiles {

    private NetworkFiles() {}

    /**
     * Makes a network of the parameters and writes what it is and computes.
     *
     * @param optimizer part of DL4J's zip, for a training that goes on from it
     * @param parityTokens for how many tokens the logits are written; 0 for none
     */
    static void write(
            ModelFolder model, ModelSpec spec, float[] parameters, OptimizerConfig optimizer, int parityTokens)
            throws IOException {
        MultiLayerNetwork network = DecoderNetworks.create(spec, optimizer, 0, Kernels.AUTO);
        network.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
        model.writeDl4jZip(network);
        writeParity(model, DecoderNetworks.networkOf(network), network.params(), parityTokens);
        DecoderNetworks.close(network);
    }

    /** Says what a folder holds: names and digests of all files but DL4J's zip, which holds the time it was written. */
    static String digest(StageContext context, Path target) throws IOException {
        StringBuilder files = new StringBuilder();
        for (FileStatus file : context.fileSystem().listStatus(target)) { // in the order of their names
            if (!file.getPath().getName().equals(ModelFolder.DL4J_ZIP)) {
                files.append(file.getPath().getName())
                        .append(' ')
                        .append(Sha256.of(context.fileSystem(), file.getPath()))
                        .append('\n');
            }
        }
        return Sha256.of(files.toString());
    }

    /** Ids spread over the vocabulary: any will do, and these need no text. */
    private static void writeParity(ModelFolder model, DecoderNetwork network, INDArray parameters, int parityTokens)
            throws IOException {
        ModelSpec spec = network.spec();
        int count = Math.min(parityTokens, spec.contextLength());
        if (count > 0) {
            int[] ids = IntStream.range(0, count)
                    .map(i -> (int) ((i * 7919L + 1) % spec.vocabularySize()))
                    .toArray();
            model.writeParity(ids, network.logits(parameters, new int[][] {ids}).toFloatMatrix());
        }
    }
}

package io.bloomery.model.export;

import io.bloomery.model.checkpoint.Tensor;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which file holds which tensor.
 *
 * @param files file names by tensor names; a file name has no directory and ends in {@code .safetensors}
 */
record WeightMap(SortedMap<String, String> files) {

    /** All tensors of a model that is not cut. */
    static final String SINGLE = "model.safetensors";

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,250}\\.safetensors");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    WeightMap {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        for (String file : files.values()) {
            if (!FILE_NAME.matcher(file).matches()) {
                throw new IllegalArgumentException("the name of a file of weights cannot be '" + file + "'");
            }
        }
    }

    /** One file for all. */
    static WeightMap single(List<Tensor> tensors) {
        SortedMap<String, String> files = new TreeMap<>();
        tensors.forEach(tensor -> files.put(tensor.name(), SINGLE));
        return new WeightMap(files);
    }

    /**
     * Fills files one after the other, block after block, none with more bytes of tensors than allowed unless a single tensor
     * has more; one file if all fit it.
     */
    static WeightMap sharded(List<Tensor> tensors, long maxBytes) {
        Map<String, Integer> shardOf = new HashMap<>();
        int shards = 0;
        long used = 0;
        for (Tensor tensor :
                tensors.stream().sorted(Comparator.comparing(WeightMap::place)).toList()) {
            if (shards == 0 || (used > 0 && used + tensor.bytes() > maxBytes)) {
                shards++;
                used = 0;
            }
            used += tensor.bytes();
            shardOf.put(tensor.name(), shards);
        }
        if (shards <= 1) {
            return single(tensors);
        }
        SortedMap<String, String> files = new TreeMap<>();
        for (Map.Entry<String, Integer> shard : shardOf.entrySet()) {
            files.put(
                    shard.getKey(),
                    String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", shard.getValue(), shards));
        }
        return new WeightMap(files);
    }

    /** The files without repetition, in the order of their first tensors. */
    Set<String> distinctFiles() {
        return new LinkedHashSet<>(files.values());
    }

    /** Whether there is one file, of the name that needs no index. */
    boolean isSingle() {
        return distinctFiles().equals(Set.of(SINGLE));
    }

    /** The name with its numbers as wide as the widest, so that block 10 comes after block 9. */
    private static String place(Tensor tensor) {
        return NUMBER.matcher(tensor.name())
                .replaceAll(number -> "0".repeat(9 - number.group().length()) + number.group());
    }
}

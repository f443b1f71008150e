package io.bloomery.data.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides files into the work of tasks: large files are split where their format and compression allow it, small ones
 * are read several by one task. Depends on nothing but the files, in their order, and the size.
 */
public final class SplitPlan {

    /** What opening a file costs, as bytes read; Spark's own estimate. */
    private static final long OPEN_COST = 4L << 20;

    private final long splitBytes;

    public SplitPlan(long splitBytes) {
        this.splitBytes = splitBytes;
    }

    /** The parts of one file, in order; a file without bytes is one empty part. */
    public List<SourceSplit> splits(String path, SourceFormat format, long length) {
        boolean isSplittable = format.isSplittable()
                && (format == SourceFormat.PARQUET || Compression.ofName(path).isSplittable());
        long parts = isSplittable ? Math.max(1, (length + splitBytes - 1) / splitBytes) : 1;
        List<SourceSplit> splits = new ArrayList<>();
        for (long part = 0; part < parts; part++) {
            splits.add(
                    new SourceSplit(path, format, bound(length, part, parts), bound(length, part + 1, parts), length));
        }
        return splits;
    }

    /** The work of each task, in order. */
    public List<List<SourceSplit>> tasks(List<SourceSplit> splits) {
        List<List<SourceSplit>> tasks = new ArrayList<>();
        List<SourceSplit> task = new ArrayList<>();
        long cost = 0;
        for (SourceSplit split : splits) {
            long next = split.size() + OPEN_COST;
            if (!task.isEmpty() && cost + next > splitBytes) {
                tasks.add(List.copyOf(task));
                task.clear();
                cost = 0;
            }
            task.add(split);
            cost += next;
        }
        if (!task.isEmpty()) {
            tasks.add(List.copyOf(task));
        }
        return tasks;
    }

    private static long bound(long length, long part, long parts) {
        long whole = length / parts;
        return part * whole + Math.min(part, length % parts);
    }
}

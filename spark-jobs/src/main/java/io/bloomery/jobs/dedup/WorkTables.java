package io.bloomery.jobs.dedup;

import io.bloomery.jobs.run.StageContext;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Intermediate rows on storage: what is read several times is computed once, and a lost executor costs no more than its
 * tasks.
 */
final class WorkTables {

    private final StageContext context;

    WorkTables(StageContext context) {
        this.context = context;
    }

    /** Writes rows under a name, over what a run that was killed may have left, and reads them back. */
    Dataset<Row> saved(String name, Dataset<Row> rows) {
        String path = new Path(context.work(), name).toString();
        rows.write().mode(SaveMode.Overwrite).parquet(path);
        return context.spark().read().schema(rows.schema()).parquet(path);
    }
}

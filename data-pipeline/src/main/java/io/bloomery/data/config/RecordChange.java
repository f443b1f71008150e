package io.bloomery.data.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/** Makes configuration records that differ from another one in a single setting. */
public final class RecordChange {

    private RecordChange() {}

    /**
     * The record with another value at a path of kebab-case keys.
     *
     * @param value a scalar, a list or a map, as in a {@link RecordTree}
     * @throws io.bloomery.data.failure.BloomeryException if the record refuses the value
     */
    @SuppressWarnings("unchecked") // the binder makes what it is asked for
    public static <T extends Record> T with(T record, List<String> path, Object value) {
        Config changed = ConfigValueFactory.fromMap(RecordTree.of(record))
                .toConfig()
                .withValue(ConfigUtil.joinPath(path), ConfigValueFactory.fromAnyRef(value));
        return (T) new RecordBinder().bindRoot(changed, record.getClass());
    }
}

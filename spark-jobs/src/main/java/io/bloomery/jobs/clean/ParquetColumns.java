package io.bloomery.jobs.clean;

import io.bloomery.data.source.TextFields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The columns of a Parquet file that are of interest, and their values as text. */
final class ParquetColumns {

    private ParquetColumns() {}

    /** The part of a schema that has the named fields; lists are never named. */
    static MessageType named(MessageType schema, TextFields fields) {
        return new MessageType(schema.getName(), named(schema, fields, ""));
    }

    private static List<Type> named(GroupType schema, TextFields fields, String prefix) {
        List<Type> kept = new ArrayList<>();
        for (Type type : schema.getFields()) {
            String path = prefix + type.getName();
            if (type.isRepetition(Type.Repetition.REPEATED)) {
                continue;
            }
            if (type.isPrimitive() && fields.isNamed(path)) {
                kept.add(type);
            } else if (!type.isPrimitive() && fields.isPrefix(path)) {
                List<Type> inside = named(type.asGroupType(), fields, path + ".");
                if (!inside.isEmpty()) {
                    kept.add(type.asGroupType().withNewFields(inside));
                }
            }
        }
        return kept;
    }

    /** The values of a row that are not null, by path; times are ISO 8601 in UTC. */
    static Map<String, String> values(Group row) {
        Map<String, String> values = new HashMap<>();
        add(row, "", values);
        return values;
    }

    private static void add(Group row, String prefix, Map<String, String> values) {
        GroupType schema = row.getType();
        for (int field = 0; field < schema.getFieldCount(); field++) {
            if (row.getFieldRepetitionCount(field) == 0) {
                continue;
            }
            Type type = schema.getType(field);
            if (type.isPrimitive()) {
                values.put(prefix + type.getName(), text(row, field, type.getLogicalTypeAnnotation()));
            } else {
                add(row.getGroup(field, 0), prefix + type.getName() + ".", values);
            }
        }
    }

    private static String text(Group row, int field, LogicalTypeAnnotation meaning) {
        if (meaning instanceof TimestampLogicalTypeAnnotation time) {
            ChronoUnit unit =
                    switch (time.getUnit()) {
                        case MILLIS -> ChronoUnit.MILLIS;
                        case MICROS -> ChronoUnit.MICROS;
                        case NANOS -> ChronoUnit.NANOS;
                    };
            return Instant.EPOCH.plus(row.getLong(field, 0), unit).toString();
        }
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return LocalDate.ofEpochDay(row.getInteger(field, 0)).toString();
        }
        boolean isOldTime =
                row.getType().getType(field).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96;
        return isOldTime ? time(row.getInt96(field, 0)) : row.getValueToString(field, 0);
    }

    /** Times as Spark and Hive write them by default: nanoseconds of a day, and the number of the day. */
    private static String time(Binary int96) {
        ByteBuffer bytes = int96.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        return LocalDate.EPOCH
                .with(JulianFields.JULIAN_DAY, bytes.getInt())
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plusNanos(nanos)
                .toString();
    }
}

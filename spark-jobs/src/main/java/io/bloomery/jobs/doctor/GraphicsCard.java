package io.bloomery.jobs.doctor;

import io.bloomery.data.quantity.Quantity;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A card as {@code nvidia-smi} describes it.
 *
 * @param capability compute capability, such as 8.6; absent where the driver is too old to name it
 * @param memoryBytes absent where the card has none of its own
 */
record GraphicsCard(
        String name, String driver, OptionalDouble capability, OptionalLong memoryBytes, OptionalLong freeBytes) {

    /** What {@link #parse} needs in each line, in this order. */
    static final String FIELDS = "name,driver_version,compute_cap,memory.total,memory.free";

    private static final int FIELD_COUNT = 5;
    private static final int CAPABILITY = 2;
    private static final int MEMORY = 3;
    private static final int FREE = 4;
    private static final long MEBIBYTE = 1 << 20;

    /** The cards of comma-separated lines without header and units, one a card; fields that it does not have are in brackets. */
    static List<GraphicsCard> parse(String lines) {
        return lines.lines()
                .map(line ->
                        List.of(line.split(",", -1)).stream().map(String::strip).toList())
                .filter(fields -> fields.size() == FIELD_COUNT)
                .map(fields -> new GraphicsCard(
                        fields.get(0),
                        fields.get(1),
                        isNumber(fields.get(CAPABILITY))
                                ? OptionalDouble.of(Double.parseDouble(fields.get(CAPABILITY)))
                                : OptionalDouble.empty(),
                        bytes(fields.get(MEMORY)),
                        bytes(fields.get(FREE))))
                .toList();
    }

    /** Name, capability, memory and driver. */
    String describe() {
        StringBuilder text = new StringBuilder(name);
        capability.ifPresent(number -> text.append(", capability ").append(number));
        memoryBytes.ifPresent(bytes -> text.append(", ").append(Quantity.bytes(bytes)));
        freeBytes.ifPresent(
                bytes -> text.append(" (").append(Quantity.bytes(bytes)).append(" free)"));
        return text.append(", driver ").append(driver).toString();
    }

    private static OptionalLong bytes(String mebibytes) {
        return isNumber(mebibytes)
                ? OptionalLong.of(Math.round(Double.parseDouble(mebibytes) * MEBIBYTE))
                : OptionalLong.empty();
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?");
    }
}

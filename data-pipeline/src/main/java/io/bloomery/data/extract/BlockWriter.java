package io.bloomery.data.extract;

import java.util.BitSet;
import java.util.List;

/**
 * Writes blocks as plain text: blank lines between paragraphs, {@code - } before list items, code of several lines between
 * fences with its line ends and indentation.
 */
final class BlockWriter {

    private static final String FENCE = "```";
    private static final int MAX_LIST_INDENT = 8;

    private BlockWriter() {}

    static String write(List<Block> blocks, boolean[] kept) {
        StringBuilder text = new StringBuilder();
        BitSet items = new BitSet();
        int newlines = 0;
        for (int i = 0; i < kept.length; i++) {
            Block block = blocks.get(i);
            newlines = Math.max(newlines, block.layout.blankLines());
            if (kept[i]) {
                text.append("\n".repeat(text.isEmpty() ? 0 : newlines));
                append(text, block, items);
                newlines = block.layout.code() ? 2 : 0;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Block block, BitSet items) {
        Block.Layout layout = block.layout;
        if (layout.code() && block.text.indexOf('\n') >= 0) {
            text.append(FENCE).append('\n').append(block.text).append('\n').append(FENCE);
            return;
        }
        if (layout.item() != Block.NO_ITEM && !items.get(layout.item())) {
            items.set(layout.item());
            text.append(" ".repeat(2 * Math.min(Math.max(layout.list() - 1, 0), MAX_LIST_INDENT)))
                    .append("- ");
        }
        text.append(block.text);
    }
}

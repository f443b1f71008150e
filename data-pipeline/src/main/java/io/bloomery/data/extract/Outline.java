package io.bloomery.data.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** A page as a list of blocks of text in the order of the page, each in a tree of regions; made in one walk. */
final class Outline {

    private final List<Block> blocks = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();

    private Outline() {}

    /** Outlines the body of a page, up to a number of nodes. */
    static Outline of(Element body, int maxNodes) {
        Outline outline = new Outline();
        Walk walk = outline.new Walk(maxNodes);
        body.filter(walk);
        walk.finish();
        outline.countSiblings();
        return outline;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** All regions, parents before children. */
    List<Region> regions() {
        return regions;
    }

    private void countSiblings() {
        Map<Long, int[]> counts = new HashMap<>();
        Map<Region, Integer> ids = new HashMap<>();
        long[] keys = new long[regions.size()];
        for (int i = 0; i < keys.length; i++) {
            Region region = regions.get(i);
            ids.put(region, i);
            int parent = region.parent == null ? -1 : ids.get(region.parent);
            keys[i] = ((long) parent << 32) | (region.signature & 0xFFFFFFFFL);
            counts.computeIfAbsent(keys[i], key -> new int[1])[0] += region.blocks() > 0 ? 1 : 0;
        }
        for (int i = 0; i < keys.length; i++) {
            regions.get(i).sameSiblings = Math.max(1, counts.get(keys[i])[0]);
        }
    }

    private final class Walk implements NodeFilter {

        private final Map<String, Long> seenNames = new HashMap<>();
        private final Marks marks = Marks.standard();
        private final int maxNodes;
        private final BlockText text = new BlockText();
        private Region region;
        private int nodes;
        private int blankLines = 1;
        private int lists;
        private int items;
        private int item = Block.NO_ITEM;
        private final List<Integer> openItems = new ArrayList<>();
        private int lineDepth; // > 0 inside a row that is written on one line
        private int links;
        private int buttons;
        private int codes;

        Walk(int maxNodes) {
            this.maxNodes = maxNodes;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            nodes++;
            if (nodes > maxNodes) {
                return FilterResult.STOP;
            }
            if (node instanceof TextNode leaf) {
                text.append(leaf.getWholeText(), links > 0, buttons > 0);
                return FilterResult.CONTINUE;
            }
            if (!(node instanceof Element element) || ElementKinds.isSilent(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            return open(element);
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && !element.normalName().equals("br")) {
                close(element);
            }
            return FilterResult.CONTINUE;
        }

        /** Ends what a bound has cut open. */
        void finish() {
            endBlock();
            while (region != null) {
                leave();
            }
        }

        private FilterResult open(Element element) {
            String name = element.normalName();
            if (name.equals("br")) {
                text.breakLine(lineDepth > 0);
                return FilterResult.CONTINUE;
            }
            if (ElementKinds.isBlock(element) && !ElementKinds.isGridCell(element)) {
                endBlockUnlessInLine(element);
            }
            enter(element, name);
            if (codes == 0 && ElementKinds.isPart(element)) {
                text.beginPart();
            }
            switch (name) {
                case "pre" -> appendCode(element.wholeText());
                case "ul", "ol" -> lists++;
                case "li" -> openItem(element);
                case "tr" -> lineDepth += ElementKinds.isOneLine(element) ? 1 : 0;
                case "td", "th" -> openCell(element);
                case "a" -> {
                    links++;
                    text.countLink();
                }
                case "button" -> buttons++;
                case "code" -> codes++;
                default -> openOther(element);
            }
            return name.equals("pre") ? FilterResult.SKIP_CHILDREN : FilterResult.CONTINUE;
        }

        private void openOther(Element element) {
            if (ElementKinds.isGridCell(element)) {
                if (ElementKinds.isFirstGridCell(element)) {
                    endBlock();
                } else {
                    text.separateCells();
                }
                lineDepth++;
            }
        }

        private void close(Element element) {
            String name = element.normalName();
            if (ElementKinds.isBlock(element)) {
                endBlockUnlessInLine(element);
            } else if (codes == 0 && ElementKinds.isPart(element)) {
                text.endPart();
            }
            switch (name) {
                case "ul", "ol" -> lists--;
                case "li" -> {
                    openItems.remove(openItems.size() - 1);
                    item = openItems.isEmpty() ? Block.NO_ITEM : openItems.get(openItems.size() - 1);
                }
                case "tr" -> {
                    if (ElementKinds.isOneLine(element)) {
                        lineDepth--;
                        endBlockUnlessInLine(element);
                    }
                }
                case "td", "th" -> text.space();
                case "a" -> links--;
                case "button" -> buttons--;
                case "code" -> codes--;
                default -> {
                    if (ElementKinds.isGridCell(element)) {
                        lineDepth--;
                        if (ElementKinds.isLastGridCell(element)) {
                            endBlockUnlessInLine(element);
                        }
                    }
                }
            }
            leave();
        }

        private void openItem(Element element) {
            boolean bullet = lineDepth == 0 && !ElementKinds.holdsSections(element);
            item = bullet ? items++ : Block.NO_ITEM;
            openItems.add(item);
        }

        private void openCell(Element element) {
            if (lineDepth == 0) {
                endBlock();
            } else if (element.previousElementSibling() != null) {
                text.separateCells();
            }
        }

        private void appendCode(String raw) {
            if (lineDepth > 0) {
                text.append(raw, links > 0, buttons > 0);
                return;
            }
            blankLines = 2;
            text.appendCode(raw);
            endBlock();
            blankLines = 2;
        }

        private void endBlockUnlessInLine(Element element) {
            if (lineDepth > 0) {
                text.space();
                return;
            }
            endBlock();
            blankLines = Math.max(blankLines, ElementKinds.isSetApart(element) && lists == 0 ? 2 : 1);
        }

        private void endBlock() {
            if (text.isEmpty() || region == null) {
                text.clear();
                return;
            }
            Block block = text.take(region, new Block.Layout(lists, item, blankLines, text.isCode()));
            blocks.add(block);
            region.add(block);
            blankLines = 1;
        }

        private void enter(Element element, String name) {
            int hiddenBy = ElementKinds.hiddenBy(element);
            int signature = (name.hashCode() * 31 + element.className().hashCode()) * 31
                    + (hiddenBy & ~ElementKinds.HIDDEN_FROM_READERS);
            region = new Region(region, name, marks.of(element, seenNames), signature, hiddenBy, blocks.size());
            regions.add(region);
        }

        private void leave() {
            region.endBlock = blocks.size();
            if (region.parent != null) {
                region.parent.add(region);
            }
            region = region.parent;
        }
    }
}

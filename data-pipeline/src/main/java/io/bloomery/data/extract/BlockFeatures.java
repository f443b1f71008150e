package io.bloomery.data.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Numbers about each block of a page: what it is made of, what is around it, and where on the page it stands. */
final class BlockFeatures {

    /** Levels up to what is not around a block. */
    static final int FAR = 20;

    private static final int MAX_LEVELS = 18;
    private static final int CONTAINERS = 5;
    private static final int REPEATED = 3;
    private static final double DOMINANT = 0.55;

    /** What holds more of the page's text than this is no frame, whatever its names say. */
    private static final double MOST_OF_THE_PAGE = 0.5;

    private static final int[] NEIGHBOURS = {-3, -2, -1, 1, 2, 3};
    private static final int[] WINDOWS = {4, 12};

    private final List<Block> blocks;
    private final Region root;
    private final Shingles description;
    private final Shingles title;
    private final Shingles declaredText;
    private final Map<String, Integer> copies = new HashMap<>();
    private final int[] wordsBefore;
    private final double[] proseBefore;
    private final double[] linksBefore;
    private final double[] charactersBefore;
    private final Region proseCentre;
    private final Region textCentre;
    private final int firstTop;
    private final long topMark;
    private final long headingMark;
    private final long wideMarks;
    private final int[] lastHeading;
    private final int[] sayings;
    private final List<Set<String>> firstWords;
    private final Kin[] kin;
    private final Kin[] namesakes;

    BlockFeatures(Outline outline, Declared declared, String pageTitle) {
        this.blocks = outline.blocks();
        this.root = outline.regions().get(0);
        this.description = new Shingles();
        description.add(declared.meta("description"));
        description.add(declared.meta("og:description"));
        this.title = new Shingles();
        title.add(pageTitle);
        title.add(declared.meta("og:title"));
        declared.values("headline").forEach(title::add);
        this.declaredText = new Shingles();
        for (String property : List.of("articleBody", "text", "description", "reviewBody")) {
            declared.values(property).forEach(declaredText::add);
        }
        int count = blocks.size();
        this.wordsBefore = new int[count + 1];
        this.proseBefore = new double[count + 1];
        this.linksBefore = new double[count + 1];
        this.charactersBefore = new double[count + 1];
        this.lastHeading = new int[count];
        this.sayings = new int[count];
        Marks marks = Marks.standard();
        this.topMark = marks.bit("top");
        this.headingMark = marks.bit("heading") | topMark;
        this.wideMarks = marks.bit("main") | marks.bit("article") | marks.bit("body") | marks.bit("post");
        int top = -1;
        int heading = -FAR * 5;
        for (int i = 0; i < count; i++) {
            Block block = blocks.get(i);
            copies.merge(block.text, 1, Integer::sum);
            wordsBefore[i + 1] = wordsBefore[i] + block.words;
            proseBefore[i + 1] = proseBefore[i] + (block.isProse() ? block.characters - block.linkCharacters : 0);
            linksBefore[i + 1] = linksBefore[i] + block.linkCharacters;
            charactersBefore[i + 1] = charactersBefore[i] + block.characters;
            long near = near(block.region);
            top = top < 0 && (near & topMark) != 0 ? i : top;
            heading = (near & headingMark) != 0 ? i : heading;
            lastHeading[i] = heading;
            sayings[i] = Sayings.standard().of(block.text);
        }
        this.firstTop = top;
        this.firstWords = Kin.words(blocks);
        this.kin = Kin.of(blocks, firstWords, region -> region.path);
        this.namesakes = Kin.of(blocks, firstWords, region -> region.names);
        this.proseCentre = centre(outline, true);
        this.textCentre = centre(outline, false);
    }

    private static long near(Region region) {
        return region.marks | (region.parent == null ? 0 : region.parent.marks);
    }

    /** The deepest region that holds most of the text along the way from the body. */
    private static Region centre(Outline outline, boolean prose) {
        Region best = outline.regions().get(0);
        int all = prose ? best.proseCharacters : best.characters;
        for (Region region : outline.regions()) {
            int held = prose ? region.proseCharacters : region.characters - region.linkCharacters;
            if (region.depth > best.depth && held > all * DOMINANT) {
                best = region;
            }
        }
        return best;
    }

    void write(int index, Features out) {
        Block block = blocks.get(index);
        writeText(block, out);
        writeDeclared(block, out);
        writeSayings(index, out);
        writePosition(index, block, out);
        writeAncestors(block, out);
        writeContainers(block, out);
        writeRepeats(index, block, out);
        writeKin(index, kin[index], "kin", out);
        writeKin(index, namesakes[index], "namesakes", out);
        writeNeighbours(index, block, out);
    }

    private void writeText(Block block, Features out) {
        double characters = Math.max(1, block.characters);
        out.add("words", block.words);
        out.add("characters", block.characters);
        out.add("link-density", block.linkDensity());
        out.add("links", block.links);
        out.add("word-length", characters / Math.max(1, block.words));
        out.add("digits", block.digits / characters);
        out.add("capitals", block.capitals / characters);
        out.add("commas", block.commas);
        out.add("sentence-ends", block.sentenceEnds);
        out.add("ends-sentence", block.endsSentence ? 1 : 0);
        out.add("ends-colon", block.text.endsWith(":") || block.text.endsWith("\uFF1A") ? 1 : 0);
        out.add("button", block.buttonCharacters / characters);
        out.add("bars", count(block.text, c -> c == '|' || c == '\u00B7' || c == '\u2022'));
        out.add("copyright", block.text.indexOf('\u00A9') >= 0 ? 1 : 0);
        out.add("money", block.text.chars().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL) ? 1 : 0);
        out.add(
                "arrow",
                block.text.chars().anyMatch(c -> (c >= 0x2190 && c <= 0x21FF) || c == 0xBB || c == 0x203A) ? 1 : 0);
        out.add("copies", copies.get(block.text));
        out.add("code", block.layout.code() ? 1 : 0);
        out.add("list", block.layout.list());
        out.add("item", block.layout.item() == Block.NO_ITEM ? 0 : 1);
        writeHidden(block.region, out);
        out.add("lower-start", !block.text.isEmpty() && Character.isLowerCase(block.text.charAt(0)) ? 1 : 0);
        out.add("lines", count(block.text, c -> c == '\n'));
    }

    private void writeHidden(Region region, Features out) {
        out.add("hidden-attribute", region.hiddenBy & ElementKinds.HIDDEN_BY_ATTRIBUTE);
        out.add("hidden-style", region.hiddenBy & ElementKinds.HIDDEN_BY_STYLE);
        out.add("hidden-from-readers", region.hiddenBy & ElementKinds.HIDDEN_FROM_READERS);
        out.add("hidden-words", region.hiddenWith == null ? -1 : region.hiddenWith.words);
        out.add("hidden-like", region.hiddenWith == null ? -1 : region.hiddenWith.sameSiblings);
    }

    static int count(String text, IntPredicate wanted) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += wanted.test(text.charAt(i)) ? 1 : 0;
        }
        return count;
    }

    private void writeDeclared(Block block, Features out) {
        out.add("in-title", title.coverage(block.text));
        out.add("in-description", description.coverage(block.text));
        out.add("in-declared", declaredText.coverage(block.text));
    }

    private void writeSayings(int index, Features out) {
        int own = sayings[index];
        int heading = lastHeading[index] < 0 ? 0 : sayings[lastHeading[index]];
        int near = 0;
        for (int i = Math.max(0, index - 2); i <= Math.min(index + 2, sayings.length - 1); i++) {
            near |= sayings[i];
        }
        Sayings all = Sayings.standard();
        for (int i = 0; i < all.count(); i++) {
            out.add("says-", all.name(i), (own >> i & 1) * 2 + (near >> i & 1));
            out.add("under-", all.name(i), heading >> i & 1);
        }
    }

    private void writePosition(int index, Block block, Features out) {
        double all = Math.max(1, root.words);
        out.add("words-before", wordsBefore[index] / all);
        out.add("blocks-before", (double) index / blocks.size());
        out.add("index", Math.min(index, 100));
        out.add("from-end", Math.min(blocks.size() - index, 100));
        out.add("after-top", firstTop < 0 ? -1000 : Math.max(-100, Math.min(index - firstTop, 200)));
        out.add(
                "words-after-top",
                firstTop < 0 ? -1000 : Math.max(-500, Math.min(wordsBefore[index] - wordsBefore[firstTop], 5000)));
        out.add("after-heading", Math.min(index - lastHeading[index], FAR * 5));
        double prose = Math.max(1, root.proseCharacters);
        out.add("prose-before", proseBefore[index] / prose);
        out.add("prose-centre", apart(block.region, proseCentre));
        out.add("text-centre", apart(block.region, textCentre));
        out.add("prose-centre-share", proseCentre.characters / (double) Math.max(1, root.characters));
        out.add("depth", block.region.depth);
    }

    /** Levels from a centre up to the first region that holds both. */
    static int apart(Region region, Region centre) {
        Region other = region;
        while (other.depth > centre.depth) {
            other = other.parent;
        }
        Region up = centre;
        int levels = 0;
        while (up != other) {
            levels++;
            up = up.parent;
            other = other.depth > up.depth ? other.parent : other;
        }
        return levels;
    }

    private void writeAncestors(Block block, Features out) {
        Marks marks = Marks.standard();
        double limit = root.characters * MOST_OF_THE_PAGE;
        double[] distance = new double[marks.count()];
        Arrays.fill(distance, FAR);
        long seen = 0;
        int level = 0;
        for (Region region = block.region; region != null && level < MAX_LEVELS; region = region.parent) {
            long told = region.characters > limit ? region.marks & wideMarks : region.marks;
            for (long bits = told & ~seen; bits != 0; bits &= bits - 1) {
                distance[Long.numberOfTrailingZeros(bits)] = level;
            }
            seen |= told;
            level++;
        }
        for (int i = 0; i < distance.length; i++) {
            out.add("up-to-", marks.name(i), distance[i]);
        }
    }

    private void writeContainers(Block block, Features out) {
        Region region = block.region;
        double all = Math.max(1, root.characters);
        for (int i = 0; i < CONTAINERS; i++) {
            out.add("holds-share-", i, region.characters / all);
            out.add("holds-links-", i, region.linkDensity());
            out.add("holds-blocks-", i, region.blocks());
            out.add("holds-prose-", i, (double) region.proseCharacters / Math.max(1, region.characters));
            out.add("holds-block-words-", i, (double) region.words / Math.max(1, region.blocks()));
            out.add("holds-sentences-", i, (double) region.sentenceEnds / Math.max(1, region.words));
            region = widerThan(region);
        }
    }

    /** The next region around that holds more than this one. */
    static Region widerThan(Region region) {
        Region wider = region;
        while (wider.parent != null && wider.blocks() == region.blocks()) {
            wider = wider.parent;
        }
        return wider;
    }

    private void writeRepeats(int index, Block block, Features out) {
        Region region = block.region;
        int found = 0;
        int level = 0;
        while (region != null && level < MAX_LEVELS && found < REPEATED) {
            if (region.sameSiblings >= 3 && region.parent != null) {
                out.add("repeat-count-", found, region.sameSiblings);
                out.add("repeat-level-", found, level);
                out.add("repeat-words-", found, region.words);
                out.add("repeat-links-", found, region.linkDensity());
                out.add("repeat-share-", found, region.parent.words / (double) Math.max(1, root.words));
                out.add("repeat-index-", found, index - region.firstBlock);
                out.add(
                        "repeat-before-" + found,
                        (double) wordsBefore[region.parent.firstBlock] / Math.max(1, root.words));
                found++;
            }
            region = region.parent;
            level++;
        }
        for (; found < REPEATED; found++) {
            for (String name : new String[] {"count", "level", "words", "links", "share", "index", "before"}) {
                out.add("repeat-" + name + "-", found, -1);
            }
        }
    }

    private void writeKin(int index, Kin group, String name, Features out) {
        out.add(name, "-blocks", group.blocks());
        out.add(name, "-words", group.wordsPerBlock());
        out.add(name, "-links", group.linkDensity());
        out.add(name, "-span", (double) group.span() / blocks.size());
        out.add(name, "-share", (double) group.words() / Math.max(1, root.words));
        out.add(name, "-shared", group.shared(firstWords.get(index)));
    }

    private void writeNeighbours(int index, Block block, Features out) {
        for (int offset : NEIGHBOURS) {
            int at = index + offset;
            boolean there = at >= 0 && at < blocks.size();
            Block other = there ? blocks.get(at) : block;
            out.add("next-words", offset, there ? other.words : -1);
            out.add("next-links", offset, there ? other.linkDensity() : -1);
            out.add("next-sentence", offset, there ? other.sentenceEnds : -1);
            out.add("next-apart", offset, there ? apart(other.region, block.region) : FAR);
            out.add("next-heading", offset, there && (near(other.region) & headingMark) != 0 ? 1 : 0);
        }
        for (int window : WINDOWS) {
            int from = Math.max(0, index - window);
            int to = Math.min(blocks.size(), index + window + 1);
            double characters = Math.max(1, charactersBefore[to] - charactersBefore[from]);
            out.add("window-prose-", window, (proseBefore[to] - proseBefore[from]) / characters);
            out.add("window-links-", window, (linksBefore[to] - linksBefore[from]) / characters);
            out.add("window-words-", window, wordsBefore[to] - wordsBefore[from]);
            out.add("ahead-prose-", window, proseBefore[to] - proseBefore[index]);
            out.add("behind-prose-", window, proseBefore[index] - proseBefore[from]);
        }
    }
}

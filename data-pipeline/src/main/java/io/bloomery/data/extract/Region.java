package io.bloomery.data.extract;

/** An element of a page, as far as it matters for what is main text: where it is, what it is called, what it holds. */
final class Region {

    private static final long PATH_FACTOR = 0x9E3779B97F4A7C15L;

    final Region parent; // null above the body only
    final String name;
    final int depth;
    final long marks;
    final int signature;
    final long path; // names and classes from the body down
    final long names; // names of elements from the body down
    final int hiddenBy; // ways in which it or a region around it is hidden, see ElementKinds
    final Region hiddenWith; // the outermost hidden region that holds it, null where it is not hidden
    private final long inherited;
    final int firstBlock;
    int endBlock;
    int sameSiblings = 1;
    int children;
    int characters;
    int linkCharacters;
    int words;
    int links;
    int proseCharacters;
    int sentenceEnds;

    Region(Region parent, String name, long marks, int signature, int hiddenBy, int firstBlock) {
        this.parent = parent;
        this.name = name;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.marks = marks;
        this.signature = signature;
        this.path = (parent == null ? 0 : parent.path) * PATH_FACTOR + signature;
        this.names = (parent == null ? 0 : parent.names) * PATH_FACTOR + name.hashCode();
        this.inherited = marks | (parent == null ? 0 : parent.inherited);
        this.hiddenBy = hiddenBy | (parent == null ? 0 : parent.hiddenBy);
        this.hiddenWith = parent != null && parent.hiddenWith != null ? parent.hiddenWith : hiddenBy == 0 ? null : this;
        this.firstBlock = firstBlock;
    }

    /** The marks of this region and of all around it. */
    long inherited() {
        return inherited;
    }

    int blocks() {
        return endBlock - firstBlock;
    }

    double linkDensity() {
        return characters == 0 ? 0 : (double) linkCharacters / characters;
    }

    void add(Region child) {
        characters += child.characters;
        linkCharacters += child.linkCharacters;
        words += child.words;
        links += child.links;
        proseCharacters += child.proseCharacters;
        sentenceEnds += child.sentenceEnds;
    }

    void add(Block block) {
        characters += block.characters;
        linkCharacters += block.linkCharacters;
        words += block.words;
        links += block.links;
        proseCharacters += block.isProse() ? block.characters - block.linkCharacters : 0;
        sentenceEnds += block.sentenceEnds;
    }
}

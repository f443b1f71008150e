package io.bloomery.data.tokenize;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Text to token ids and back, by a {@link BytePairModel}.
 *
 * <p>Total: every text has ids. Remembers the ids of words it has met, up to a bound; may be shared by threads. Not
 * serializable: ship the model and make one where it is used.
 */
public final class Tokenizer {

    private static final int MAX_REMEMBERED_WORDS = 1 << 16;
    private static final int MAX_REMEMBERED_LENGTH = 64;

    private final BytePairModel model;
    private final MergeTable merges;
    private final int[] idOfByte = new int[ByteSymbols.COUNT];
    private final byte[][] bytesOfId;
    private final boolean[] isSpecial;
    private final List<SpecialToken> longestFirst;
    private final Map<String, int[]> remembered = new ConcurrentHashMap<>();

    public Tokenizer(BytePairModel model) {
        this.model = model;
        this.merges = new MergeTable(model.merges());
        this.bytesOfId = new byte[model.vocabularySize()][];
        this.isSpecial = new boolean[model.vocabularySize()];
        model.specialTokens().forEach(special -> isSpecial[special.id()] = true);
        for (int id = 0; id < bytesOfId.length; id++) {
            String token = model.tokens().get(id);
            bytesOfId[id] = isSpecial[id] || !ByteSymbols.areSymbols(token)
                    ? token.getBytes(StandardCharsets.UTF_8)
                    : ByteSymbols.bytes(token);
            if (bytesOfId[id].length == 1 && !isSpecial[id]) {
                idOfByte[bytesOfId[id][0] & 0xff] = id;
            }
        }
        this.longestFirst = model.specialTokens().stream()
                .sorted(Comparator.comparingInt(special -> -special.content().length()))
                .toList();
    }

    public BytePairModel model() {
        return model;
    }

    /** The id of the token that separates documents. */
    public int endOfText() {
        return model.specialTokens().stream()
                .filter(special -> special.content().equals(SpecialToken.END_OF_TEXT))
                .mapToInt(SpecialToken::id)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("the tokenizer has no " + SpecialToken.END_OF_TEXT));
    }

    /** The ids of a text of the corpus: what looks like a special token in it is text like any other. */
    public int[] encode(String text) {
        IntSequence ids = new IntSequence();
        WordSplitter.split(text, word -> ids.addAll(idsOfWord(word)));
        return ids.toArray();
    }

    /** The ids of a text in which special tokens may be written, such as a prompt. */
    public int[] encodeWithSpecialTokens(String text) {
        IntSequence ids = new IntSequence();
        int start = 0;
        while (start < text.length()) {
            Optional<SpecialToken> special = nextSpecialToken(text, start);
            if (special.isEmpty()) {
                ids.addAll(encode(text.substring(start)));
                break;
            }
            int found = text.indexOf(special.get().content(), start);
            ids.addAll(encode(text.substring(start, found)));
            ids.add(special.get().id());
            start = found + special.get().content().length();
        }
        return ids.toArray();
    }

    /** The text of ids without the special tokens; bytes that are no UTF-8 become U+FFFD. */
    public String decode(int[] ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            if (id < 0 || id >= bytesOfId.length) {
                throw new IllegalArgumentException(
                        "the token id " + id + " is not in the vocabulary of " + bytesOfId.length);
            }
            if (!isSpecial[id]) {
                bytes.writeBytes(bytesOfId[id]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Optional<SpecialToken> nextSpecialToken(String text, int from) {
        Optional<SpecialToken> first = Optional.empty();
        int start = Integer.MAX_VALUE;
        for (SpecialToken special : longestFirst) {
            int found = text.indexOf(special.content(), from);
            if (found >= 0 && found < start) {
                first = Optional.of(special);
                start = found;
            }
        }
        return first;
    }

    private int[] idsOfWord(String word) {
        int[] known = remembered.get(word);
        if (known != null) {
            return known;
        }
        int[] ids = WordMerger.merge(idsOfBytes(word), merges);
        if (word.length() <= MAX_REMEMBERED_LENGTH && remembered.size() < MAX_REMEMBERED_WORDS) {
            remembered.put(word, ids);
        }
        return ids;
    }

    private int[] idsOfBytes(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int[] ids = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ids[i] = idOfByte[bytes[i] & 0xff];
        }
        return ids;
    }
}

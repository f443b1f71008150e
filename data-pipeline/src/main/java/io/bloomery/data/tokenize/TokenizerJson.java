package io.bloomery.data.tokenize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A byte-level {@link BytePairModel} as the {@code tokenizer.json} of Hugging Face {@code tokenizers}.
 *
 * <p>What is written loads in every version of that library and gives the same ids. What is read must be byte-level BPE
 * in GPT-2's form; any setting that would change the ids and that is not done here is refused by name.
 */
public final class TokenizerJson {

    /** The name of the file. */
    public static final String FILE_NAME = "tokenizer.json";

    private static final int MAX_BYTES = 64 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TokenizerJson() {}

    /** The file of a model, in UTF-8. */
    public static byte[] write(BytePairModel model) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        model.specialTokens().forEach(special -> writeSpecialToken(added.addObject(), special));
        root.putNull("normalizer");
        writeByteLevel(root.putObject("pre_tokenizer"));
        writeByteLevel(root.putObject("post_processor"));
        writeByteLevel(root.putObject("decoder"));
        writeModel(root.putObject("model"), model);
        return bytes(root);
    }

    /**
     * Reads a file.
     *
     * @param content the bytes of the file
     * @param origin where the file lies, for the message
     * @throws BloomeryException with {@link ErrorCode#BAD_DATA} when it is damaged or is not byte-level BPE
     */
    public static BytePairModel read(byte[] content, String origin) {
        if (content.length > MAX_BYTES) {
            throw badData(origin, "has " + content.length + " bytes, more than the " + MAX_BYTES + " allowed", null);
        }
        try {
            return new TokenizerJsonReader(origin, JSON.readTree(content)).model();
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw badData(origin, "is not JSON" + place + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    static BloomeryException badData(String origin, String problem, Throwable cause) {
        return new BloomeryException(
                ErrorCode.BAD_DATA,
                origin + " " + problem,
                "Use a tokenizer.json that Bloomery wrote, or one with byte-level BPE in the form of GPT-2.",
                cause);
    }

    /** A tree as indented UTF-8 that is the same on every machine. */
    static byte[] bytes(JsonNode root) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return (JSON.writer(printer).writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }

    /** An empty object. */
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The flags and the content of a special token, as two of the files have them. */
    static void writeFlags(ObjectNode node, SpecialToken special) {
        node.put("content", special.content());
        node.put("single_word", false);
        node.put("lstrip", false);
        node.put("rstrip", false);
        node.put("normalized", false);
        node.put("special", true);
    }

    /** Every token with its id, in the order of ids. */
    static void writeVocabulary(ObjectNode node, BytePairModel model) {
        for (int id = 0; id < model.vocabularySize(); id++) {
            node.put(model.tokens().get(id), id);
        }
    }

    /** A merge as two tokens with a space between; no token of bytes contains one. */
    static String line(Merge merge, BytePairModel model) {
        return model.tokens().get(merge.left()) + " " + model.tokens().get(merge.right());
    }

    private static void writeSpecialToken(ObjectNode node, SpecialToken special) {
        node.put("id", special.id());
        writeFlags(node, special);
    }

    private static void writeByteLevel(ObjectNode node) {
        node.put("type", "ByteLevel");
        node.put("add_prefix_space", false);
        node.put("trim_offsets", true);
        node.put("use_regex", true);
    }

    private static void writeModel(ObjectNode node, BytePairModel model) {
        node.put("type", "BPE");
        node.putNull("dropout");
        node.putNull("unk_token");
        node.putNull("continuing_subword_prefix");
        node.putNull("end_of_word_suffix");
        node.put("fuse_unk", false);
        node.put("byte_fallback", false);
        node.put("ignore_merges", false);
        writeVocabulary(node.putObject("vocab"), model);
        ArrayNode merges = node.putArray("merges");
        model.merges().forEach(merge -> merges.add(line(merge, model)));
    }
}

package io.bloomery.data.tokenize;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** All files that the Hugging Face libraries, old and new, look for beside a model: names and contents. */
public final class TokenizerFiles {

    private TokenizerFiles() {}

    /**
     * The files of a tokenizer by name.
     *
     * @param maxLength how many tokens the model takes at once, where that is known
     */
    public static SortedMap<String, byte[]> of(BytePairModel model, OptionalInt maxLength) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(TokenizerJson.FILE_NAME, TokenizerJson.write(model));
        files.put("tokenizer_config.json", configuration(model, maxLength));
        files.put("special_tokens_map.json", specialTokens());
        files.put("vocab.json", vocabulary(model));
        files.put("merges.txt", merges(model));
        return files;
    }

    private static byte[] configuration(BytePairModel model, OptionalInt maxLength) {
        ObjectNode root = TokenizerJson.object();
        root.put("add_prefix_space", false);
        ObjectNode decoder = root.putObject("added_tokens_decoder");
        model.specialTokens()
                .forEach(special -> TokenizerJson.writeFlags(decoder.putObject(String.valueOf(special.id())), special));
        putNames(root);
        root.put("clean_up_tokenization_spaces", false);
        maxLength.ifPresent(length -> root.put("model_max_length", length));
        root.put("tokenizer_class", "PreTrainedTokenizerFast");
        return TokenizerJson.bytes(root);
    }

    private static byte[] specialTokens() {
        ObjectNode root = TokenizerJson.object();
        putNames(root);
        return TokenizerJson.bytes(root);
    }

    private static void putNames(ObjectNode node) {
        node.put("bos_token", SpecialToken.END_OF_TEXT);
        node.put("eos_token", SpecialToken.END_OF_TEXT);
        node.put("pad_token", SpecialToken.END_OF_TEXT);
        node.put("unk_token", SpecialToken.END_OF_TEXT);
    }

    private static byte[] vocabulary(BytePairModel model) {
        ObjectNode root = TokenizerJson.object();
        TokenizerJson.writeVocabulary(root, model);
        return TokenizerJson.bytes(root);
    }

    private static byte[] merges(BytePairModel model) {
        String lines = model.merges().stream()
                .map(merge -> TokenizerJson.line(merge, model) + "\n")
                .collect(joining());
        return ("#version: 0.2\n" + lines).getBytes(StandardCharsets.UTF_8);
    }
}

package io.bloomery.data.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsWhatItWrote() {
        BytePairModel model = Golden.model();
        assertThat(TokenizerJson.read(TokenizerJson.write(model), "memory")).isEqualTo(model);
    }

    @Test
    void writesMergesThatEveryVersionReads() throws IOException {
        JsonNode root = JSON.readTree(TokenizerJson.write(Golden.model()));
        assertThat(root.at("/model/merges/0").textValue()).matches("\\S+ \\S+");
        assertThat(root.at("/version").textValue()).isEqualTo("1.0");
        assertThat(root.at("/pre_tokenizer/add_prefix_space").booleanValue()).isFalse();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "/normalizer ; {\"type\":\"NFC\"} ; at /normalizer: must be null but is object: it is not supported",
                "/pre_tokenizer ; {\"type\":\"Whitespace\"} ; at /pre_tokenizer/type: must be \"ByteLevel\" but is \"Whitespace\"",
                "/pre_tokenizer/add_prefix_space ; true ; at /pre_tokenizer/add_prefix_space: must be false but is true",
                "/pre_tokenizer/use_regex ; false ; at /pre_tokenizer/use_regex: must be true but is false",
                "/model/type ; \"Unigram\" ; at /model/type: must be \"BPE\" but is \"Unigram\"",
                "/model/dropout ; 0.1 ; at /model/dropout: must be null but is 0.1: it is not supported",
                "/model/byte_fallback ; true ; at /model/byte_fallback: must be false but is true",
                "/model/merges ; [\"a b c\"] ; at /model/merges/0: must be two tokens, as \"a b\" or [\"a\", \"b\"], but is \"a b c\"",
                "/model/merges ; [[\"a\",\"zzzz\"]] ; at /model/merges/0: needs the token \"zzzz\", which the vocabulary does not have",
                "/model/merges ; 7 ; at /model/merges: must be a list but is 7",
                "/model/vocab ; [] ; at /model/vocab: must be an object of tokens and ids but is array",
                "/model/vocab ; {\"a\":-1} ; at /model/vocab/a: must be an id in [0, 16777216] but is -1",
                "/model/vocab ; {\"a\":0} ; at /added_tokens/0/id: is 0",
                "/model/vocab ; {\"a\":7} ; leaves a gap",
                "/added_tokens ; [{\"id\":5,\"content\":\"<|endoftext|>\",\"special\":true}] ; at /added_tokens/0/id: is 5 but the vocabulary gives \"<|endoftext|>\" the id 0",
                "/added_tokens ; [{\"id\":0,\"content\":\"<|endoftext|>\",\"special\":true,\"lstrip\":true}] ; at /added_tokens/0/lstrip: must be false but is true",
                "/added_tokens ; [{\"id\":0,\"special\":true}] ; at /added_tokens/0/content: must be a text that is not empty"
            })
    void saysWhereAFileDoesNotFit(String place, String value, String message) throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(TokenizerJson.write(Golden.model()));
        int slash = place.lastIndexOf('/');
        ((ObjectNode) root.at(place.substring(0, slash))).set(place.substring(slash + 1), JSON.readTree(value));
        if (message.startsWith("at /added_tokens/0/id: is 0")) {
            root.putArray("added_tokens")
                    .addObject()
                    .put("id", 0)
                    .put("content", "b")
                    .put("special", true);
            ((ObjectNode) root.get("model")).set("vocab", JSON.readTree("{\"a\":0,\"b\":1}"));
        }
        refuses(JSON.writeValueAsString(root), message);
    }

    @Test
    void refusesAVocabularyWithoutAByte() {
        String withoutQuestionMark = json().replace("\"?\"", "\"never a symbol\"");
        refuses(withoutQuestionMark, "contradicts itself: the vocabulary has no token for the byte 63, written \"?\"");
    }

    @Test
    void saysWhereTheJsonEnds() {
        refuses("{\"version\": \"1.0\",\n  \"model\": {", "is not JSON at line 2, column ");
    }

    @Test
    void refusesATokenThatIsThereTwice() {
        refuses(json().replace("\"vocab\" : {", "\"vocab\" : {\n \"a\" : 0,"), "Duplicate field");
    }

    @Test
    void refusesAnEmptyFileAndAnyOtherJson() {
        refuses("", "at /pre_tokenizer/type: must be \"ByteLevel\"");
        refuses("[1]", "at /pre_tokenizer/type: must be \"ByteLevel\"");
    }

    @Test
    void acceptsMergesAsPairs() throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(TokenizerJson.write(Golden.model()));
        ObjectNode model = (ObjectNode) root.get("model");
        var pairs = JSON.createArrayNode();
        model.get("merges").forEach(merge -> {
            String[] parts = merge.asText().split(" ", 2);
            pairs.addArray().add(parts[0]).add(parts[1]);
        });
        model.set("merges", pairs);
        assertThat(TokenizerJson.read(JSON.writeValueAsBytes(root), "pairs")).isEqualTo(Golden.model());
    }

    @Test
    void writesAllTheFilesOfATokenizer() throws IOException {
        var files = TokenizerFiles.of(Golden.model(), OptionalInt.of(256));
        assertThat(files.keySet())
                .containsExactly(
                        "merges.txt",
                        "special_tokens_map.json",
                        "tokenizer.json",
                        "tokenizer_config.json",
                        "vocab.json");
        assertThat(JSON.readTree(files.get("vocab.json")).size())
                .isEqualTo(Golden.model().vocabularySize());
        assertThat(JSON.readTree(files.get("tokenizer_config.json"))
                        .get("model_max_length")
                        .intValue())
                .isEqualTo(256);
        assertThat(new String(files.get("merges.txt"), StandardCharsets.UTF_8).lines())
                .hasSize(1 + Golden.model().merges().size())
                .startsWith("#version: 0.2");
    }

    private static String json() {
        return new String(TokenizerJson.write(Golden.model()), StandardCharsets.UTF_8);
    }

    private static void refuses(String json, String message) {
        assertThatThrownBy(() -> TokenizerJson.read(json.getBytes(StandardCharsets.UTF_8), "/data/tokenizer.json"))
                .isInstanceOf(BloomeryException.class)
                .hasMessageStartingWith("/data/tokenizer.json ")
                .hasMessageContaining(message)
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(ErrorCode.BAD_DATA);
    }
}

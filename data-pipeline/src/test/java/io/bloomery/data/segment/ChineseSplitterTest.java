package io.bloomery.data.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.chinese.HanVariants;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ChineseSplitterTest {

    @Test
    void findsTheWordsThatJiebaFinds() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/segment/chinese-words.jsonl")) {
            var cases = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(golden);
            while (cases.hasNext()) {
                JsonNode expected = cases.next();
                List<String> words = StreamSupport.stream(expected.get("words").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
                String text = expected.get("text").asText();
                assertThat(WordSplitters.chineseAsJieba(text).list()).as(text).isEqualTo(words);
                if (HanVariants.simplify(text).equals(text)) {
                    assertThat(words(text))
                            .as(text)
                            .isEqualTo(words.stream()
                                    .filter(word -> !PythonText.isBlank(word))
                                    .toList());
                }
            }
        }
    }

    @Test
    void splitsBothScripts() {
        assertThat(words("我喜欢学习中文。")).containsExactly("我", "喜欢", "学习", "中文", "。");
        assertThat(words("我喜歡學習中文。")).containsExactly("我", "喜歡", "學習", "中文", "。");
        assertThat(words("我爱 Java 17。")).containsExactly("我", "爱", "Java", "17", "。");
        assertThat(words("")).isEmpty();
    }

    @Test
    void takesRareIdeographsAndLoneSurrogatesForWords() {
        assertThat(words("\ud800中国\udc00𠀀㐀")).containsExactly("\ud800", "中国", "\udc00", "𠀀", "㐀");
    }

    @Test
    void splitsAMillionCharactersInLinearTimeAndLosesNone() {
        for (String bait : List.of("的", "中国", "龖", "委员", "龖靐齉", "a", "1.", "%", "龖a", "𠀀", "\ud840", "。")) {
            String text = bait.repeat(1_000_000 / bait.length());
            assertThat(String.join("", words(text))).as(bait).isEqualTo(text);
        }
    }

    @Test
    void endsSentencesAtWideMarks() {
        assertThat(Parts.sentences("他来了。你呢？好！走吧", "zh").list()).containsExactly("他来了。", "你呢？", "好！", "走吧");
        assertThat(ProseSentences.of("他来了。“你呢？”好！等等……走吧；再见…"))
                .containsExactly("他来了。", "“你呢？”", "好！", "等等……", "走吧；", "再见…");
        assertThat(ProseSentences.of("Wait … no; well…then")).containsExactly("Wait … no; well…then");
    }

    private static List<String> words(String text) {
        return WordSplitters.of("zh").split(text).list();
    }
}

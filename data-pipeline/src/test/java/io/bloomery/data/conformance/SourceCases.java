package io.bloomery.data.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.config.ByteSize;
import io.bloomery.data.source.FieldsConfig;
import io.bloomery.data.source.Page;
import io.bloomery.data.source.SourceConfig;
import io.bloomery.data.source.SourceFormat;
import io.bloomery.data.source.SourceReader;
import io.bloomery.data.source.SourceRecord;
import io.bloomery.data.source.SourceSplit;
import io.bloomery.data.source.TextRecord;
import io.bloomery.data.source.WikipediaConfig;
import io.bloomery.data.wiki.WikiText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Cases of the readers of archives and dumps: files of the peers' tests, read by {@link SourceReader}. */
final class SourceCases {

    private static final String RECORD_START = "WARC/1.0\n";

    private SourceCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.of(
                "curator warc_iterator", SourceCases::warc,
                "cc_net wet_parser", SourceCases::wet,
                "curator wikipedia_iterator", SourceCases::dump,
                "curator wikipedia_extractor", SourceCases::wikitext,
                "dolma warc_record_info",
                        testCase -> CaseResult.skipped(
                                "a page keeps the id and date of its record, not the payload digest and server's"
                                        + " date"));
    }

    private static CaseResult warc(JsonNode testCase) {
        JsonNode input = testCase.path("input");
        byte[] file = input.path("bytes_utf8").asText().getBytes(UTF_8);
        List<Page> pages = read(input.path("file").asText(), file, SourceFormat.WARC, "").stream()
                .flatMap(record -> record.fold(Stream::of, text -> Stream.<Page>empty(), damaged -> Stream.empty()))
                .toList();
        List<Map<String, String>> found = pages.stream()
                .map(page -> Map.of(
                        "url", page.url(),
                        "warc_id", page.warcRecordId().substring("urn:uuid:".length()),
                        "source_id", page.filePath(),
                        "content", new String(page.body(), UTF_8)))
                .toList();
        return compare(testCase.path("expected").path("records"), found);
    }

    private static CaseResult dump(JsonNode testCase) throws IOException {
        StringBuilder dump = new StringBuilder("<mediawiki>");
        testCase.path("input").path("pages").forEach(page -> dump.append(xml(page)));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed)) {
            out.write(dump.append("</mediawiki>").toString().getBytes(UTF_8));
        }
        List<Map<String, String>> found = new ArrayList<>();
        for (TextRecord text : texts(read(
                testCase.path("input").path("file").asText(),
                packed.toByteArray(),
                SourceFormat.WIKIPEDIA,
                testCase.path("config").path("language").asText()))) {
            found.add(Map.of(
                    "title", text.title(),
                    "id", text.document().id().replaceFirst("^[a-z_]+-", ""),
                    "url", text.document().url(),
                    "language", text.document().language(),
                    "source_id", text.document().filePath(),
                    "raw_content", text.document().text()));
        }
        JsonNode expected = testCase.path("expected");
        if (expected.has("titles")) {
            return CaseResult.ofEqual(
                    strings(expected.path("titles")),
                    found.stream().map(page -> page.get("title")).toList());
        }
        return compare(expected.path("records"), found);
    }

    private static String xml(JsonNode page) {
        return "<page>" + element("title", page) + element("ns", page) + element("id", page)
                + (page.path("redirect").asBoolean() ? "<redirect title=\"x\"/>" : "") + "<revision>"
                + element("text", page) + "</revision></page>";
    }

    private static String element(String name, JsonNode page) {
        return page.path(name).isTextual()
                ? "<" + name + ">" + escaped(page.path(name).asText()) + "</" + name + ">"
                : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static CaseResult wikitext(JsonNode testCase) {
        JsonNode expected = testCase.path("expected");
        JsonNode content = testCase.path("input").path("raw_content");
        String text = new WikiText(testCase.path("config").path("language").asText()).plain(content.asText(""));
        if (expected.path("result").isNull()) {
            return CaseResult.ofEqual("", text);
        }
        for (JsonNode part : expected.path("text_contains")) {
            if (!text.contains(part.asText())) {
                return CaseResult.failed("no '" + part.asText() + "' in " + text);
            }
        }
        for (JsonNode part : expected.path("text_not_contains")) {
            if (text.contains(part.asText())) {
                return CaseResult.failed("'" + part.asText() + "' in " + text);
            }
        }
        return text.length() >= expected.path("text_min_length").asInt(0)
                ? CaseResult.passed()
                : CaseResult.failed("only " + text.length() + " characters");
    }

    /** The sample was edited by hand: its lengths and digests are not those of its records, so they are stated anew. */
    private static CaseResult wet(JsonNode testCase) {
        StringBuilder file = new StringBuilder();
        for (String part : testCase.path("input").path("wet_text").asText().split(RECORD_START, -1)) {
            int end = part.indexOf("\n\n");
            if (end >= 0) {
                String block = part.substring(end + 2, part.length() - 1);
                file.append("WARC/1.0\r\n")
                        .append(part.substring(0, end)
                                .replaceAll("(?m)^(WARC-Block-Digest|Content-Length):.*\n?", "")
                                .strip()
                                .replace("\n", "\r\n"))
                        .append("\r\nContent-Length: ")
                        .append(block.getBytes(UTF_8).length)
                        .append("\r\n\r\n")
                        .append(block)
                        .append("\r\n\r\n");
            }
        }
        List<TextRecord> texts = texts(read("sample.warc.wet", file.toString().getBytes(UTF_8), SourceFormat.WARC, ""));
        JsonNode expected = testCase.path("expected");
        List<List<String>> wanted = List.of(
                strings(expected.path("urls")),
                strings(expected.path("source_domains")),
                strings(expected.path("date_download")),
                strings(expected.path("titles")),
                List.of(expected.path("raw_content_of_first").asText().strip()));
        String first = texts.get(0).document().text();
        return CaseResult.ofEqual(
                wanted,
                List.of(
                        texts.stream().map(text -> text.document().url()).toList(),
                        texts.stream().map(text -> text.document().host()).toList(),
                        texts.stream().map(text -> text.document().date()).toList(),
                        texts.stream().map(TextRecord::title).toList(),
                        List.of(first.substring(first.indexOf('\n')).strip())));
    }

    /** Every expected record has these values, in this order, whatever else is known of it. */
    private static CaseResult compare(JsonNode expected, List<Map<String, String>> found) {
        if (expected.size() != found.size()) {
            return CaseResult.failed("expected " + expected + " but was " + found);
        }
        for (int i = 0; i < found.size(); i++) {
            Map<String, String> record = found.get(i);
            for (Map.Entry<String, JsonNode> field : expected.get(i).properties()) {
                if (!field.getValue().asText().equals(record.get(field.getKey()))) {
                    return CaseResult.failed("expected " + expected + " but was " + found);
                }
            }
        }
        return CaseResult.passed();
    }

    private static List<String> strings(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<TextRecord> texts(List<SourceRecord> records) {
        return records.stream()
                .flatMap(record ->
                        record.fold(page -> Stream.<TextRecord>empty(), Stream::of, damaged -> Stream.empty()))
                .toList();
    }

    private static List<SourceRecord> read(String name, byte[] file, SourceFormat format, String language) {
        SourceConfig config = new SourceConfig(
                format,
                ByteSize.ofMebibytes(128),
                ByteSize.ofMebibytes(32),
                "UTF-8",
                new FieldsConfig(
                        List.of("text"), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                new WikipediaConfig(language, List.of("0"), true));
        List<SourceRecord> records = new ArrayList<>();
        SourceReader.open(
                        new ByteArrayInputStream(file),
                        new SourceSplit(name, format, 0, file.length, file.length),
                        config)
                .forEachRemaining(records::add);
        return records;
    }
}

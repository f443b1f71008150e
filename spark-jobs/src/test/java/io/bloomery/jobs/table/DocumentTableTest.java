package io.bloomery.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.document.Document;
import io.bloomery.data.document.Quarantined;
import io.bloomery.data.step.Verdict;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DocumentTableTest {

    private static final Document DOCUMENT = new Document(
            "id",
            "text",
            "http://a.test/",
            "dump",
            "2024-05-01T00:00:00Z",
            "a.warc.gz",
            "en",
            0.9,
            "crawl",
            "a.test",
            "https://creativecommons.org/licenses/by/4.0/",
            Map.of("word-count", 1.0),
            "urn:uuid:1");

    @Test
    void bringsADocumentBackWhole() {
        assertThat(DocumentTable.fromRow(DocumentTable.toRow(DOCUMENT, "run-1")))
                .isEqualTo(DOCUMENT);
    }

    @Test
    void bringsADropBackWhole() {
        Verdict.Drop drop = new Verdict.Drop(DOCUMENT, "too-few-words", 1, 50);
        assertThat(RejectTable.fromRow(RejectTable.toRow(drop, "clean", "run-1")))
                .isEqualTo(drop);
    }

    @Test
    void bringsDamageBackWhole() {
        Quarantined quarantined = new Quarantined("a.warc.gz", 7, "", "truncated", "ends early");
        assertThat(QuarantineTable.fromRow(QuarantineTable.toRow(quarantined, "run-1")))
                .isEqualTo(quarantined);
    }

    @Test
    void namesItsColumnsAsFineWebDoes() {
        assertThat(DocumentTable.SCHEMA.fieldNames())
                .containsExactly(
                        "id",
                        "text",
                        "url",
                        "dump",
                        "date",
                        "file_path",
                        "language",
                        "language_score",
                        "token_count",
                        "source",
                        "host",
                        "license",
                        "content_sha256",
                        "signals",
                        "warc_record_id",
                        "run_id");
        assertThat(DocumentTable.SCHEMA.apply("signals").dataType().simpleString())
                .startsWith("struct<short_text:double,word_count:double,mean_word_length:double,");
    }

    @Test
    void hasAValueForEveryColumn() {
        Row row = DocumentTable.toRow(DOCUMENT, "run-1");
        assertThat(row.size()).isEqualTo(DocumentTable.SCHEMA.size());
        assertThat(row.isNullAt(DocumentTable.SCHEMA.fieldIndex("token_count"))).isTrue();
        assertThat(row.getString(DocumentTable.SCHEMA.fieldIndex("run_id"))).isEqualTo("run-1");
    }
}

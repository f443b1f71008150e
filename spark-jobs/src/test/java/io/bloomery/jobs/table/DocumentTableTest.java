package io.bloomery.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.document.Byline;
import io.bloomery.data.document.Document;
import io.bloomery.data.document.Quarantined;
import io.bloomery.data.step.Verdict;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DocumentTableTest {

    private static final DocumentTable TABLE = new DocumentTable(List.of("word-count", "top-2-gram"));
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
            "urn:uuid:1",
            new Byline("The mill", "A. Miller", "2024-04-30", "http://a.test/mill", "article"));

    @Test
    void bringsADocumentBackWhole() {
        assertThat(TABLE.fromRow(TABLE.toRow(DOCUMENT, "run-1"))).isEqualTo(DOCUMENT);
    }

    @Test
    void bringsADropBackWhole() {
        RejectTable rejects = new RejectTable(TABLE);
        Verdict.Drop drop = new Verdict.Drop(DOCUMENT, "too-few-words", 1, 50);
        assertThat(rejects.fromRow(rejects.toRow(drop, "clean", "run-1"))).isEqualTo(drop);
    }

    @Test
    void bringsDamageBackWhole() {
        Quarantined quarantined = new Quarantined("a.warc.gz", 7, "", "truncated", "ends early");
        assertThat(QuarantineTable.fromRow(QuarantineTable.toRow(quarantined, "run-1")))
                .isEqualTo(quarantined);
    }

    @Test
    void namesItsColumnsAsFineWebDoes() {
        assertThat(TABLE.schema().fieldNames())
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
                        "title",
                        "author",
                        "published",
                        "canonical_url",
                        "page_type",
                        "signals",
                        "warc_record_id",
                        "run_id");
        assertThat(TABLE.schema().apply("signals").dataType().simpleString())
                .isEqualTo("struct<word_count:double,top_2_gram:double>");
    }

    @Test
    void findsItsSignalsInTheSchemaOfRows() {
        assertThat(DocumentTable.of(TABLE.schema()).schema()).isEqualTo(TABLE.schema());
        assertThat(DocumentTable.of(new RejectTable(TABLE).schema()).schema()).isEqualTo(TABLE.schema());
    }

    @Test
    void hasAValueForEveryColumn() {
        Row row = TABLE.toRow(DOCUMENT, "run-1");
        assertThat(row.size()).isEqualTo(TABLE.schema().size());
        assertThat(row.isNullAt(TABLE.schema().fieldIndex("token_count"))).isTrue();
        assertThat(row.getString(TABLE.schema().fieldIndex("run_id"))).isEqualTo("run-1");
    }
}

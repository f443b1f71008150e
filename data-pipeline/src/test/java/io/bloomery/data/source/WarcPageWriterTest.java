package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

class WarcPageWriterTest {

    private static final byte[] BODY = "<p>bloom</p>".getBytes(UTF_8);

    @Test
    void writesWhatAnIndependentReaderUnderstands() throws IOException {
        byte[] file = write(SampleArchive.DATE);
        List<String> types = new ArrayList<>();
        try (WarcReader reader = new WarcReader(new ByteArrayInputStream(file))) {
            for (WarcRecord record : reader) {
                types.add(record.type());
                if (record instanceof WarcResponse response) {
                    assertThat(response.target()).isEqualTo("http://site.test/a");
                    assertThat(response.date()).isEqualTo(SampleArchive.DATE);
                    assertThat(response.http().status()).isEqualTo(200);
                    assertThat(response.payloadDigest().orElseThrow().raw())
                            .isEqualTo("sha1:UUR2QU6H3UGQ4DW34K26KHIWIFV6PVVA");
                    assertThat(response.http().body().stream().readAllBytes()).isEqualTo(BODY);
                }
            }
        }
        assertThat(types).containsExactly("warcinfo", "response", "request");
    }

    @Test
    void aRecordCanBeReadAloneFromItsPosition() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WarcPosition position;
        try (WarcPageWriter writer = new WarcPageWriter(out, "a.warc.gz", SampleArchive.DATE, Map.of())) {
            writer.write(SampleArchive.exchange("http://site.test/first", BODY));
            position = writer.write(SampleArchive.exchange("http://site.test/second", BODY));
        }
        ByteArrayInputStream slice =
                new ByteArrayInputStream(out.toByteArray(), (int) position.offset(), (int) position.length());
        SourceRecord found = WarcPages.read(slice, "a.warc.gz").next();
        assertThat(found).isInstanceOfSatisfying(Page.class, page -> {
            assertThat(page.url()).isEqualTo("http://site.test/second");
            assertThat(page.warcRecordId()).isEqualTo(position.recordId());
        });
    }

    @Test
    void recordIdsDependOnUrlAndPayloadOnly() throws IOException {
        assertThat(ids(write(SampleArchive.DATE))).isEqualTo(ids(write(SampleArchive.DATE.plusSeconds(60))));
    }

    @Test
    void aLineEndInAValueCannotForgeAHeader() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WarcPageWriter writer = new WarcPageWriter(out, "a.warc.gz", SampleArchive.DATE, Map.of())) {
            writer.write(SampleArchive.exchange("http://site.test/\r\nWARC-Type: conversion", BODY));
        }
        assertThat(WarcPages.read(new ByteArrayInputStream(out.toByteArray()), "a.warc.gz")
                        .next())
                .isInstanceOfSatisfying(Page.class, page -> assertThat(page.url())
                        .isEqualTo("http://site.test/ WARC-Type: conversion"));
    }

    @Test
    void indexLinesSortByHostTurnedRound() {
        CdxLine line = new CdxLine(
                "http://Shop.Example.org/b?x=1", SampleArchive.DATE, "text/html", 200, "sha1:AB", 10, 20, "p.warc.gz");
        CdxLine other = new CdxLine(
                "http://example.org/z", SampleArchive.DATE, "text/html", 200, "sha1:AB", 10, 20, "p.warc.gz");
        assertThat(line.format())
                .isEqualTo("org,example,shop)/b?x=1 20260102030405 {\"url\":\"http://Shop.Example.org/b?x=1\","
                        + "\"mime\":\"text/html\",\"status\":\"200\",\"digest\":\"sha1:AB\",\"length\":\"10\","
                        + "\"offset\":\"20\",\"filename\":\"p.warc.gz\"}");
        assertThat(other).isLessThan(line);
    }

    private static byte[] write(Instant date) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WarcPageWriter writer = new WarcPageWriter(out, "a.warc.gz", date, Map.of("software", "test"))) {
            writer.write(new HttpExchange(
                    "http://site.test/a",
                    date,
                    "",
                    "GET /a HTTP/1.1\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
                    BODY));
        }
        return out.toByteArray();
    }

    private static List<String> ids(byte[] file) throws IOException {
        try (WarcReader reader = new WarcReader(new ByteArrayInputStream(file))) {
            return reader.records().map(record -> record.id().toString()).toList();
        }
    }
}

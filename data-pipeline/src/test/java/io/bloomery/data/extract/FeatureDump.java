package io.bloomery.data.extract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Writes the features of labelled pages for {@code train.py}: {@code main(folder of pages, output folder)}.
 *
 * <p>Every page is written three times: as it is; {@code ID~plain}, without class names and ids; and {@code ID~main}, its
 * main region alone. So the forests learn not to depend on names, and to leave a page alone that has no frame.
 */
final class FeatureDump {

    private FeatureDump() {}

    public static void main(String[] arguments) throws IOException {
        Path output = Files.createDirectories(Path.of(arguments[1]));
        Set<String> pageNames = new LinkedHashSet<>();
        Set<String> blockNames = new LinkedHashSet<>();
        for (LabelledPages.Page page : LabelledPages.read(Path.of(arguments[0]))) {
            dump(page.id(), page.html(), output, pageNames, blockNames);
            dump(page.id() + "~plain", bytes(plain(page)), output, pageNames, blockNames);
            dump(page.id() + "~main", bytes(main(page)), output, pageNames, blockNames);
        }
        Files.write(output.resolve("page-features.txt"), pageNames);
        Files.write(output.resolve("block-features.txt"), blockNames);
    }

    private static Document plain(LabelledPages.Page page) {
        Document document = parse(page);
        for (Element element : document.body().getAllElements()) {
            element.removeAttr("class").removeAttr("id");
        }
        return document;
    }

    private static Document main(LabelledPages.Page page) {
        Document document = parse(page);
        Element body = document.body();
        Element main = body;
        for (Element candidate : body.select("main, article, [role=main], [itemprop=articleBody]")) {
            boolean holdsMost = candidate.text().length() > body.text().length() * 0.4;
            main = holdsMost ? candidate : main;
        }
        if (!main.equals(body)) {
            body.empty().appendChild(main.clone());
        }
        return document;
    }

    private static Document parse(LabelledPages.Page page) {
        return Jsoup.parse(CharsetDetector.decode(page.html(), CharsetDetector.detect(page.html(), "")));
    }

    private static byte[] bytes(Document document) {
        document.outputSettings().prettyPrint(false);
        return document.outerHtml().getBytes(StandardCharsets.UTF_8);
    }

    private static void dump(String id, byte[] html, Path output, Set<String> pageNames, Set<String> blockNames)
            throws IOException {
        ParsedPage parsed = ParsedPage.of(
                html,
                "text/html; charset=" + (id.indexOf('~') < 0 ? "" : "utf-8"),
                "",
                new ExtractConfig(1 << 24, 512, 500_000));
        List<Double> pageFeatures = new ArrayList<>();
        PageFeatures.write(parsed.outline(), parsed.declared(), parsed.address(), (name, value) -> {
            pageNames.add(name);
            pageFeatures.add(value);
        });
        BlockFeatures features = new BlockFeatures(parsed.outline(), parsed.declared(), parsed.title());
        List<Double> blockFeatures = new ArrayList<>();
        List<Block> blocks = parsed.outline().blocks();
        for (int i = 0; i < blocks.size(); i++) {
            features.write(i, (name, value) -> {
                blockNames.add(name);
                blockFeatures.add(value);
            });
        }
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(output.resolve(id + ".bin")));
                Writer texts = Files.newBufferedWriter(output.resolve(id + ".jsonl"), StandardCharsets.UTF_8)) {
            java.nio.ByteBuffer bytes =
                    java.nio.ByteBuffer.allocate(12 + 4 * (pageFeatures.size() + blockFeatures.size()));
            bytes.putInt(blocks.size())
                    .putInt(pageFeatures.size())
                    .putInt(blocks.isEmpty() ? 0 : blockFeatures.size() / blocks.size());
            pageFeatures.forEach(value -> bytes.putFloat(value.floatValue()));
            blockFeatures.forEach(value -> bytes.putFloat(value.floatValue()));
            out.write(bytes.array());
            for (Block block : blocks) {
                texts.write(new ObjectMapper().writeValueAsString(block.text) + "\n");
            }
        }
    }
}

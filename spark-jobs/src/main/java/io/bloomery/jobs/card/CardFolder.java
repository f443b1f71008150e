package io.bloomery.jobs.card;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.card.CardConfig;
import io.bloomery.data.card.DatasetCard;
import io.bloomery.data.survey.TableSurvey;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.DataFile;
import io.bloomery.jobs.storage.Manifest;
import io.bloomery.jobs.storage.Parent;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.survey.Surveys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Writes the card of a table, beside its files or into a folder of its own with a copy of them. */
public final class CardFolder {

    private static final String CARD = "README.md";

    private final CardConfig config;
    private final TableStore store;
    private final Surveys surveys;

    public CardFolder(CardConfig config, TableStore store, Surveys surveys) {
        this.config = requireNonNull(config, "config");
        this.store = requireNonNull(store, "store");
        this.surveys = requireNonNull(surveys, "surveys");
    }

    /** Puts the card into the table's own directory; it is no data file, so the table stays what its manifest says. */
    public Path besideTheFiles(PublishedTable table) throws IOException {
        Path file = table.file(CARD);
        store.writeAtomically(file, card(table, "*.parquet").render());
        return file;
    }

    /** Copies the files to {@code data/} in a folder and puts the card beside that. */
    public Path into(Path folder, FileSystem target, PublishedTable table) throws IOException {
        store.verifySizes(table);
        Path data = new Path(folder, "data");
        target.mkdirs(data);
        for (DataFile file : table.manifest().files()) {
            FileUtil.copy(
                    store.fileSystem(),
                    table.file(file.path()),
                    target,
                    new Path(data, file.path().replaceFirst("^part-", "train-")),
                    false,
                    target.getConf());
        }
        Path card = new Path(folder, CARD);
        new TableStore(target, folder)
                .writeAtomically(card, card(table, "data/train-*.parquet").render());
        return card;
    }

    private DatasetCard card(PublishedTable table, String files) throws IOException {
        Manifest manifest = table.manifest();
        return new DatasetCard(
                config,
                table.table() + "/" + table.fingerprint(),
                files,
                manifest.rows(),
                manifest.bytes(),
                bytesInMemory(table),
                Features.of(TableRows.schema(table)),
                judgements(table),
                provenance(manifest));
    }

    /** The surveys of the stages that judged the documents, from the first to this table. */
    private List<TableSurvey> judgements(PublishedTable table) throws IOException {
        List<TableSurvey> judgements = new ArrayList<>();
        for (Parent parent : table.manifest().parents()) {
            Optional<PublishedTable> found = store.open(parent.table(), new Path(parent.path()));
            if (found.isPresent() && Surveys.isJudged(found.get())) {
                judgements.addAll(judgements(found.get()));
            }
        }
        if (Surveys.isJudged(table)) {
            judgements.add(surveys.of(table));
        }
        return judgements;
    }

    private static Map<String, String> provenance(Manifest manifest) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("run", manifest.runId());
        facts.put("made by", manifest.codeVersion());
        facts.put("published", manifest.created());
        facts.put("content digest", manifest.contentDigest());
        manifest.parents().forEach(parent -> facts.put("made of " + parent.table(), parent.fingerprint()));
        return facts;
    }

    /** What the columns take before compression, by the footers of the files. */
    private long bytesInMemory(PublishedTable table) throws IOException {
        long bytes = 0;
        for (DataFile file : table.manifest().files()) {
            HadoopInputFile input = HadoopInputFile.fromPath(
                    table.file(file.path()), store.fileSystem().getConf());
            try (ParquetFileReader reader = ParquetFileReader.open(input)) {
                bytes += reader.getRowGroups().stream()
                        .mapToLong(BlockMetaData::getTotalByteSize)
                        .sum();
            }
        }
        return bytes;
    }
}

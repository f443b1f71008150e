package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.document.DocumentId;
import io.bloomery.data.document.LanguageCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes documents of records that have named fields, such as JSON objects and rows. */
public final class TextFields {

    private final FieldsConfig names;
    private final Set<String> paths;

    public TextFields(FieldsConfig names) {
        this.names = requireNonNull(names, "names");
        this.paths = new HashSet<>(Stream.of(
                        names.text(),
                        names.id(),
                        names.url(),
                        names.date(),
                        names.language(),
                        names.dump(),
                        names.license(),
                        names.source())
                .flatMap(List::stream)
                .toList());
    }

    /** Whether a field is of interest; the names of nested fields are joined by dots. */
    public boolean isNamed(String path) {
        return paths.contains(path);
    }

    /** Whether a field may hold fields of interest. */
    public boolean isPrefix(String path) {
        return paths.stream().anyMatch(named -> named.startsWith(path + "."));
    }

    /**
     * The document of a record; empty where it has no text.
     *
     * @param values by the path of the field
     * @param source what to call the kind of input where the record does not say
     * @param place in the file, the same in every run
     */
    public Optional<TextRecord> record(Map<String, String> values, String source, String filePath, String place) {
        return first(names.text(), values).map(text -> {
            String url = first(names.url(), values).orElse(filePath + "#" + place);
            return new TextRecord(
                    new Document(
                            first(names.id(), values).orElseGet(() -> DocumentId.ofUrl(url)),
                            text,
                            url,
                            first(names.dump(), values).orElse(""),
                            first(names.date(), values).orElse(""),
                            filePath,
                            first(names.language(), values)
                                    .map(LanguageCode::of)
                                    .orElse(Document.UNKNOWN_LANGUAGE),
                            0,
                            first(names.source(), values).orElse(source),
                            PageDecoder.host(url),
                            first(names.license(), values).orElse(""),
                            Map.of(),
                            ""),
                    "");
        });
    }

    private static Optional<String> first(List<String> names, Map<String, String> values) {
        return names.stream().filter(values::containsKey).findFirst().map(values::get);
    }
}

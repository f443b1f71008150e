package io.bloomery.data.source;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.source.fields}; which fields of JSON objects and columns of Parquet files say what.
 *
 * <p>Of the names in a list the first that a record has counts; {@code a.b} is the field {@code b} in the object
 * {@code a}; an empty list means that the records do not say.
 *
 * @param text {@code text}: the text; a record without it is quarantined
 * @param id {@code id}: the id, a text or a number; made of the URL without it
 * @param url {@code url}: where it was found; the place in the file without it
 * @param date {@code date}: when it was fetched or written
 * @param language {@code language}: its language
 * @param dump {@code dump}: the crawl it belongs to
 * @param license {@code license}: its licence
 * @param source {@code source}: kind of input; the format of the file without it
 */
public record FieldsConfig(
        List<String> text,
        List<String> id,
        List<String> url,
        List<String> date,
        List<String> language,
        List<String> dump,
        List<String> license,
        List<String> source)
        implements Serializable {
    public FieldsConfig {
        text = List.copyOf(text);
        id = List.copyOf(id);
        url = List.copyOf(url);
        date = List.copyOf(date);
        language = List.copyOf(language);
        dump = List.copyOf(dump);
        license = List.copyOf(license);
        source = List.copyOf(source);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text must name at least one field");
        }
    }
}

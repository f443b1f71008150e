package io.bloomery.data.filter.web;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * HOCON: {@code clean.rules.web.ut1}.
 *
 * @param folder {@code folder}: folder with a folder for each category, in which the files {@code domains} and {@code urls} are
 * @param categories {@code categories}: categories that are banned
 */
public record Ut1Config(String folder, List<String> categories) implements RuleFactory, Serializable {
    public Ut1Config {
        requireNonNull(folder, "folder");
        categories = List.copyOf(categories);
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        List<Category> read = new ArrayList<>();
        for (String category : categories) {
            read.add(Category.read(folder, category, resources));
        }
        return new CategoryRule(read);
    }
}

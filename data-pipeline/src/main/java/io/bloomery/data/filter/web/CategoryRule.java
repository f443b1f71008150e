package io.bloomery.data.filter.web;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/** Says for each category whether it has a document's URL. */
record CategoryRule(List<Category> categories) implements Rule {

    CategoryRule {
        categories = List.copyOf(categories);
    }

    @Override
    public void apply(Draft draft) {
        PageUrl url = draft.view(PageUrl.VIEW);
        categories.forEach(category -> draft.signal(signal(category), category.has(url) ? 1 : 0));
    }

    @Override
    public List<Limit> limits() {
        return categories.stream()
                .map(category -> Limit.atMost(signal(category), 0))
                .toList();
    }

    private static String signal(Category category) {
        return "web-ut1-" + category.name().replace('_', '-');
    }
}

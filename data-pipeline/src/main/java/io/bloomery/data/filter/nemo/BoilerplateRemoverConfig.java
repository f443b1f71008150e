package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.TextRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.boilerplate-remover}.
 *
 * @param removeIfAtTopOrBottom {@code remove-if-at-top-or-bottom}: whether only the paragraphs go, where they all stand at the top or at the bottom; otherwise the whole text does
 */
public record BoilerplateRemoverConfig(boolean removeIfAtTopOrBottom) implements RuleFactory, Serializable {

    @Override
    public Rule create(ResourceReader resources) {
        boolean onlyAtEnds = removeIfAtTopOrBottom;
        return new TextRule(text -> Boilerplate.removed(text, onlyAtEnds));
    }
}

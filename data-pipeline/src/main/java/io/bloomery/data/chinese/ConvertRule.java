package io.bloomery.data.chinese;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/** Converts documents that were identified as Chinese to one script; leaves others, as Japanese has characters of both. */
final class ConvertRule implements Rule {

    private static final long serialVersionUID = 1L;

    private final ChineseScript to;

    ConvertRule(ConvertConfig config) {
        this.to = config.to();
    }

    @Override
    public void apply(Draft draft) {
        if (isChinese(draft)) {
            draft.rewrite(
                    switch (to) {
                        case SIMPLIFIED -> HanVariants.simplify(draft.text());
                        case TRADITIONAL -> HanVariants.traditionalize(draft.text());
                    });
        }
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }

    /** Whether the language is {@code zh}, with or without a script or region, or fastText's {@code zho}, {@code cmn}. */
    static boolean isChinese(Draft draft) {
        return draft.language().matches("(?:zh|zho|cmn)(?:[_-].*)?");
    }
}

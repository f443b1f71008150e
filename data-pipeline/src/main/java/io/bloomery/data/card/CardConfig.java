package io.bloomery.data.card;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code card}.
 *
 * @param name headline of the card
 * @param license identifier of the Hugging Face Hub
 * @param taskCategories {@code task-categories}: what the corpus is for, by the names of the Hub
 * @param tags any further words to find it by
 * @param summary a paragraph in the author's words; may be empty
 */
public record CardConfig(String name, String license, List<String> taskCategories, List<String> tags, String summary)
        implements Serializable {

    public CardConfig {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (!license.matches("[a-z0-9][a-z0-9.+-]{0,60}")) {
            throw new IllegalArgumentException(
                    "license must be an identifier of the Hub such as odc-by, cc-by-4.0, other or unknown but is \""
                            + license + "\"");
        }
        taskCategories = List.copyOf(taskCategories);
        tags = List.copyOf(tags);
    }
}

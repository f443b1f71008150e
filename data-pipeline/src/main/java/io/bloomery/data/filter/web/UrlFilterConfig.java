package io.bloomery.data.filter.web;

import io.bloomery.data.match.WordSearch;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HOCON: {@code clean.rules.web.url-filter}.
 *
 * @param softWordThreshold {@code soft-word-threshold}: how many soft banned words ban a URL
 * @param domains {@code domains}: banned domains and hosts
 * @param domainFiles {@code domain-files}: files with one such a line
 * @param urls {@code urls}: banned URLs
 * @param urlFiles {@code url-files}: files with one such a line
 * @param bannedWords {@code banned-words}: words of which one bans a URL
 * @param bannedWordFiles {@code banned-word-files}: files with one such a line
 * @param bannedSubwords {@code banned-subwords}: parts of words of which one bans a URL
 * @param bannedSubwordFiles {@code banned-subword-files}: files with one such a line
 * @param softBannedWords {@code soft-banned-words}: words of which several ban a URL
 * @param softBannedWordFiles {@code soft-banned-word-files}: files with one such a line
 */
public record UrlFilterConfig(
        int softWordThreshold,
        List<String> domains,
        List<String> domainFiles,
        List<String> urls,
        List<String> urlFiles,
        List<String> bannedWords,
        List<String> bannedWordFiles,
        List<String> bannedSubwords,
        List<String> bannedSubwordFiles,
        List<String> softBannedWords,
        List<String> softBannedWordFiles)
        implements RuleFactory, Serializable {
    public UrlFilterConfig {
        if (!(softWordThreshold >= 1)) {
            throw new IllegalArgumentException("soft-word-threshold must be at least 1 but is " + softWordThreshold);
        }
        domains = List.copyOf(domains);
        domainFiles = List.copyOf(domainFiles);
        urls = List.copyOf(urls);
        urlFiles = List.copyOf(urlFiles);
        bannedWords = List.copyOf(bannedWords);
        bannedWordFiles = List.copyOf(bannedWordFiles);
        bannedSubwords = List.copyOf(bannedSubwords);
        bannedSubwordFiles = List.copyOf(bannedSubwordFiles);
        softBannedWords = List.copyOf(softBannedWords);
        softBannedWordFiles = List.copyOf(softBannedWordFiles);
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        return new UrlLists(
                Set.copyOf(ListFiles.entries(domains, domainFiles, resources)),
                Set.copyOf(ListFiles.entries(urls, urlFiles, resources)),
                words(bannedWords, bannedWordFiles, resources),
                words(softBannedWords, softBannedWordFiles, resources),
                softWordThreshold,
                WordSearch.of(words(bannedSubwords, bannedSubwordFiles, resources)));
    }

    private static Set<String> words(List<String> inline, List<String> files, ResourceReader resources)
            throws IOException {
        return ListFiles.entries(inline, files, resources).stream()
                .map(UrlLists::normalized)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}

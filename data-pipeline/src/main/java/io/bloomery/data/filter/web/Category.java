package io.bloomery.data.filter.web;

import io.bloomery.data.step.ResourceReader;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One category of UT1's lists: domains, with all below them, and URLs, with all that their paths continue. */
record Category(String name, HostSet domains, Set<String> urls) implements Serializable {

    static Category read(String folder, String name, ResourceReader resources) throws IOException {
        String path = folder + "/" + name;
        Set<String> files = Set.copyOf(resources.files(path));
        Set<String> urls = new HashSet<>();
        for (String url : list(path + "/urls", files, resources)) {
            urls.add(PageUrl.withoutWww(url.toLowerCase(Locale.ROOT)));
        }
        return new Category(name, new HostSet(list(path + "/domains", files, resources)), urls);
    }

    boolean has(PageUrl url) {
        return (!url.host().isEmpty() && domains.hasOrAbove(url.host())) || hasUrl(PageUrl.withoutWww(url.link()));
    }

    private boolean hasUrl(String link) {
        if (urls.isEmpty()) {
            return false;
        }
        for (int i = 1; i <= link.length(); i++) {
            boolean edge = i == link.length() || "/?#&".indexOf(link.charAt(i)) >= 0;
            if (edge && (urls.contains(link.substring(0, i)) || urls.contains(link.substring(0, i) + "/"))) {
                return true;
            }
        }
        return false;
    }

    /** A category need not have both files; which ones there are, the folder says. */
    private static List<String> list(String file, Set<String> files, ResourceReader resources) throws IOException {
        boolean there = files.stream().anyMatch(path -> path.endsWith(file) || file.endsWith(path));
        return there ? ListFiles.entries(List.of(), List.of(file), resources) : List.of();
    }
}

package io.bloomery.data.wiki;

import java.util.Locale;
import java.util.Set;

/** Whether a page of a wiki only lists the pages that its title may mean, by the template that says so. */
public final class Disambiguation {

    private static final String MAGIC_WORD = "__DISAMBIG__";
    private static final int MAX_NAME = 64;

    /** Names of the templates in the larger wikis, in lower case. */
    private static final Set<String> TEMPLATES = Set.of(
            "dab",
            "hndis",
            "geodis",
            "numberdis",
            "mathdab",
            "begriffsklärung",
            "bks",
            "desambiguación",
            "desambiguação",
            "desambiguació",
            "disambigua",
            "неоднозначность",
            "неоднозначність",
            "многозначность",
            "пояснение",
            "曖昧さ回避",
            "aimai",
            "人名の曖昧さ回避",
            "地名の曖昧さ回避",
            "消歧义",
            "消歧義",
            "消歧义页",
            "消歧義頁",
            "人名消歧义",
            "地名消歧义",
            "동음이의",
            "동명이인",
            "توضيح",
            "ابهام‌زدایی",
            "פירושונים",
            "αποσαφήνιση",
            "ujednoznacznienie",
            "dp",
            "doorverwijspagina",
            "förgrening",
            "gren",
            "grensida",
            "flertydig",
            "peker",
            "täsmennyssivu",
            "rozcestník",
            "rozlišovacia stránka",
            "egyért",
            "egyértelműsítő",
            "trang định hướng",
            "định hướng",
            "anlam ayrımı",
            "dezambiguizare",
            "argipen",
            "แก้ความกำกวม",
            "вишезначна одредница",
            "razdvojba",
            "razločitev",
            "täpsustuslehekülg",
            "बहुविकल्पी",
            "disambiguasi",
            "apartigilo",
            "nuorodinis");

    private Disambiguation() {}

    /** Whether the wikitext of a page uses such a template. */
    public static boolean isDeclared(String wikitext) {
        for (int open = wikitext.indexOf("{{"); open >= 0; open = wikitext.indexOf("{{", open + 2)) {
            int end = open + 2;
            int limit = Math.min(wikitext.length(), end + MAX_NAME);
            while (end < limit && "|}\n".indexOf(wikitext.charAt(end)) < 0) {
                end++;
            }
            String name = wikitext.substring(open + 2, end).strip().toLowerCase(Locale.ROOT);
            if (TEMPLATES.contains(name) || name.contains("disambig") || name.startsWith("homonymie")) {
                return true;
            }
        }
        return wikitext.contains(MAGIC_WORD);
    }
}

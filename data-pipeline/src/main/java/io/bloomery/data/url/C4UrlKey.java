package io.bloomery.data.url;

import java.util.regex.Pattern;

/** The key by which C4, and DCLM after it, take URLs for the same page. */
public final class C4UrlKey {

    private static final Pattern SCHEME = Pattern.compile("https?://(?:www\\.)?");
    private static final Pattern TRACKING = Pattern.compile("\\?(?:utm_|ref|feed)[^\n]*");

    private C4UrlKey() {}

    /** The URL without schemes, {@code www.}, tracking parameters and all behind them, and slashes at its end. */
    public static String of(String url) {
        String key = TRACKING.matcher(SCHEME.matcher(url).replaceAll("")).replaceAll("");
        int end = key.length();
        while (end > 0 && key.charAt(end - 1) == '/') {
            end--;
        }
        return key.substring(0, end);
    }
}

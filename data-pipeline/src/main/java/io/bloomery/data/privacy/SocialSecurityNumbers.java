package io.bloomery.data.privacy;

import java.util.regex.Pattern;

/**
 * Social security numbers of the United States as they are written: three, two and four digits, parted by hyphens or by
 * spaces, without those that are never issued.
 */
final class SocialSecurityNumbers {

    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z_.-])(?!000|666|9)[0-9]{3}([ -])(?!00)[0-9]{2}"
            + "\\1(?!0000)[0-9]{4}(?![0-9A-Za-z_]|[ .-][0-9])");

    private SocialSecurityNumbers() {}

    static Finder finder() {
        return new PatternFinder(NUMBER, PatternFinder.DIGIT, match -> true);
    }
}

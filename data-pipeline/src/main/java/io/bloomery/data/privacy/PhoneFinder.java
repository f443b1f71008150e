package io.bloomery.data.privacy;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.ArrayList;
import java.util.List;

/**
 * Phone numbers that the numbering plan of their country allows: in international form, and in the national forms of the
 * regions that are named; by Google's libphonenumber.
 *
 * <p>The library is shown only short runs of digits and the marks that phone numbers are written with, so that its
 * patterns never see a long text; longer runs are tables of numbers.
 */
final class PhoneFinder implements Finder {

    private static final long serialVersionUID = 1L;

    private static final String NO_REGION = "ZZ";
    private static final String MARKS = "+()-./ \u00a0\u2010\u2011\u2012\u2013\u2014\u2212\uff0b\uff0d";
    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 48; // of three numbers in a row; with more, a run is a table
    private static final int MAX_RUN = 120;
    private static final int MAX_TRIES = 20; // of candidates that the library may refuse in one run

    private final List<String> regions;

    PhoneFinder(List<String> regions) {
        this.regions = regions.isEmpty() ? List.of(NO_REGION) : List.copyOf(regions);
    }

    @Override
    public List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int end = runEnd(text, i);
            if (end > i) {
                findInRun(text, i, end, spans);
            }
            i = Math.max(end, i + 1);
        }
        return spans;
    }

    private static int runEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPart(char c) {
        return MARKS.indexOf(c) >= 0 || Character.isDigit(c);
    }

    private void findInRun(String text, int start, int end, List<Span> spans) {
        long digits = end - start > MAX_RUN
                ? 0
                : text.substring(start, end).chars().filter(Character::isDigit).count();
        if (digits < MIN_DIGITS || digits > MAX_DIGITS) {
            return;
        }
        int first = Math.max(0, start - 1);
        String run = text.substring(first, Math.min(text.length(), end + 1));
        List<Span> found = new ArrayList<>();
        for (String region : regions) {
            for (PhoneNumberMatch match :
                    PhoneNumberUtil.getInstance().findNumbers(run, region, leniency(run, region), MAX_TRIES)) {
                found.add(new Span(first + match.start(), first + match.end()));
            }
        }
        spans.addAll(Finder.withoutOverlaps(found.stream()));
    }

    /** A national number has to be grouped as it is in its country, or any ten digits would be one. */
    private static Leniency leniency(String run, String region) {
        return region.equals(NO_REGION) || run.indexOf('+') >= 0 ? Leniency.VALID : Leniency.STRICT_GROUPING;
    }
}

package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The most frequent labels of a whole, such as languages or hosts.
 *
 * @param title what is ranked
 * @param shares most frequent first
 * @param total size of the whole, at least the sum of the shares; the rest is shown as "others"
 */
public record Ranking(String title, List<Share> shares, long total) {
    public Ranking {
        requireNonNull(title, "title");
        shares = List.copyOf(shares);
        long sum = shares.stream().mapToLong(Share::count).sum();
        if (sum > total) {
            throw new IllegalArgumentException(title + ": shares sum to " + sum + ", more than the total " + total);
        }
    }

    /** What the named shares leave over. */
    public long others() {
        return total - shares.stream().mapToLong(Share::count).sum();
    }
}

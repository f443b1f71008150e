package io.bloomery.data.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleSummaryTest {

    @Test
    void showsTheNumbersOfARun() {
        assertThat(ConsoleSummary.render(Reports.quickstart()).lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "Bloomery quickstart, run 20261122-093000-7f3a",
                        " clean 5,180 3,391 1,782 7",
                        " word-count 1,204",
                        " truncated-gzip 7",
                        " tokens per second 12,803",
                        " perplexity, bigram 122",
                        " crawl already there, skipped",
                        " all stages 4 min 27 s",
                        " report file:/home/ann/bloomery/bloomery-data/report.html");
    }

    @Test
    void sendsNoCommandsToTheTerminal() {
        String summary = ConsoleSummary.render(Reports.saying("\u001b[2J\u0007\u009b31m\r\nover\u202e"));
        assertThat(summary.codePoints().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
        assertThat(summary).doesNotContain("\u202e");
    }

    @Test
    void rendersWhereThereIsNothingToShow() {
        assertThat(ConsoleSummary.render(Reports.empty())).isEqualTo("Bloomery, run none\n");
    }
}

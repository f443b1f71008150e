package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.kernel.cuda.PinnedPages.Stretch;
import org.junit.jupiter.api.Test;

class PinnedPagesTest {

    private static final long PAGE = 4096;

    @Test
    void takesOnlyWholePagesInsideABuffer() {
        assertThat(PinnedPages.inside(3 * PAGE + 64, 4 * PAGE)).isEqualTo(new Stretch(4 * PAGE, 3 * PAGE));
        assertThat(PinnedPages.inside(3 * PAGE, 2 * PAGE)).isEqualTo(new Stretch(3 * PAGE, 2 * PAGE));
        assertThat(PinnedPages.inside(3 * PAGE + 64, PAGE).bytes()).isZero();
        assertThat(PinnedPages.inside(3 * PAGE + 64, 100).bytes()).isZero();
    }

    @Test
    void neighbouringBuffersShareNoPage() {
        Stretch first = PinnedPages.inside(64, 10 * PAGE);
        Stretch second = PinnedPages.inside(64 + 10 * PAGE, 5 * PAGE);
        assertThat(first.address() + first.bytes()).isLessThanOrEqualTo(second.address());
    }

    @Test
    void cutsACopyWhereLockedPagesBeginAndEnd() {
        PinnedPages pages = new PinnedPages();
        pages.add(new Stretch(4 * PAGE, 3 * PAGE));
        pages.add(new Stretch(8 * PAGE, PAGE));

        assertThat(pages.stretches(3 * PAGE + 64, 6 * PAGE))
                .containsExactly(
                        new Stretch(3 * PAGE + 64, PAGE - 64),
                        new Stretch(4 * PAGE, 3 * PAGE),
                        new Stretch(7 * PAGE, PAGE),
                        new Stretch(8 * PAGE, PAGE),
                        new Stretch(9 * PAGE, 64));
        assertThat(pages.stretches(5 * PAGE, PAGE)).containsExactly(new Stretch(5 * PAGE, PAGE));
        assertThat(pages.stretches(20 * PAGE, 10)).containsExactly(new Stretch(20 * PAGE, 10));
        assertThat(pages.stretches(5 * PAGE, 0)).isEmpty();
    }

    @Test
    void forgetsWhatIsNoLongerLocked() {
        PinnedPages pages = new PinnedPages();
        Stretch stretch = new Stretch(4 * PAGE, 3 * PAGE);
        pages.add(stretch);

        assertThat(pages.remove(new Stretch(4 * PAGE, PAGE))).isFalse();
        assertThat(pages.remove(stretch)).isTrue();
        assertThat(pages.remove(stretch)).isFalse();
        assertThat(pages.stretches(3 * PAGE, 5 * PAGE)).containsExactly(new Stretch(3 * PAGE, 5 * PAGE));
    }
}

package io.bloomery.model.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final double RATIO = 10;

    @Test
    void weighsByTokens() {
        Admission admission = Admission.of(List.of(report(0, 300, 1), report(1, 100, 1), report(2, 0, 0)), RATIO);
        assertThat(admission.shares()).containsExactly(entry(0, 0.75), entry(1, 0.25));
        assertThat(admission.refused()).isEmpty();
    }

    @Test
    void refusesWhatIsNoNumber() {
        Admission admission = Admission.of(List.of(report(0, 100, 1), report(1, 100, Double.NaN)), RATIO);
        assertThat(admission.shares()).containsExactly(entry(0, 1.0));
        assertThat(admission.refused())
                .containsExactly(new Admission.Refusal(1, "its weights or its loss are no finite numbers"));
    }

    @Test
    void refusesWhatWentTooFarAndAcceptsTheLimitItself() {
        List<WorkerReport> reports =
                List.of(report(0, 100, 1), report(1, 100, 3), report(2, 100, 20.5), report(3, 100, 2));
        Admission admission = Admission.of(reports, RATIO);
        assertThat(admission.shares()).containsOnlyKeys(0, 1, 3);
        assertThat(admission.refused().get(0).reason())
                .isEqualTo("its weights went 20.5 far, more than 10.0 times the median of the others");
        assertThat(Admission.of(List.of(report(0, 1, 1), report(1, 1, 10)), RATIO)
                        .refused())
                .isEmpty();
    }

    @Test
    void oneWorkerAloneIsComparedWithNobody() {
        assertThat(Admission.of(List.of(report(0, 100, 1e9)), RATIO).shares()).containsExactly(entry(0, 1.0));
    }

    @Test
    void aQuorumIsAFractionOfAllWorkers() {
        Admission two = Admission.of(List.of(report(0, 1, 1), report(1, 1, 1), report(2, 1, Double.NaN)), RATIO);
        assertThat(two.isQuorum(4, 0.5)).isTrue();
        assertThat(two.isQuorum(4, 0.51)).isFalse();
    }

    private static WorkerReport report(int worker, long tokens, double deltaNorm) {
        return new WorkerReport(worker, 1, tokens, deltaNorm, 2.5, 1, 0, 0, 0);
    }
}

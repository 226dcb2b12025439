package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/**
 * Groups of random order, run while their deployments end in any way, their process crashes at any moment and goes on from what was
 * saved, and a person may abort.
 */
public class GroupModelTest {
    private static final int RUNS = Integer.getInteger("group.runs", 1_500);

    @Test
    public void whatever_happens_the_order_is_kept_and_the_report_is_true() {
        assertThat(new RandomRuns(GroupWorld::play).play(RUNS).keySet())
                .contains(Phase.DONE, Phase.ROLLED_BACK, Phase.FAILED, Phase.ABORTED, Phase.UNCHANGED);
    }
}

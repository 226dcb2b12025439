package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;

/**
 * The machine alone, against a world that may do anything: every effect may succeed, fail, or be done twice around a crash, every
 * observation may follow every other, and a person may abort at any moment.
 */
public class MachineModelTest {
    private static final int RUNS = Integer.getInteger("machine.runs", 700);

    @Test
    public void whatever_the_world_does_the_invariants_hold() {
        Map<Phase, Integer> ends = new RandomRuns(MachineWorld::play).play(RUNS);
        // Otherwise the world would have stopped to reach what it is meant to check.
        assertThat(ends.keySet())
                .contains(Phase.DONE, Phase.ROLLED_BACK, Phase.FAILED, Phase.ABORTED, Phase.UNCHANGED, Phase.DRY_RUN);
    }
}

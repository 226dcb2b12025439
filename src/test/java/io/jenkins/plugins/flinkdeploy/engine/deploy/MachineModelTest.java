package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

/**
 * The machine alone, against a world that may do anything: every effect may succeed, fail, or be done twice around a crash, every
 * observation may follow every other, and a person may abort at any moment. A run is a list of numbers, which choose what happens
 * next; one that breaks an invariant is made as short as it goes before it is told.
 */
public class MachineModelTest {
    private static final int RUNS = Integer.getInteger("machine.runs", 700);
    private static final int LONGEST = 80;

    @Test
    public void whatever_the_world_does_the_invariants_hold() {
        Map<Phase, Integer> ends = new EnumMap<>(Phase.class);
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            int[] choices = random.ints(1 + random.nextInt(LONGEST), 0, 1 << 20).toArray();
            try {
                ends.merge(MachineWorld.play(choices), 1, Integer::sum);
            } catch (AssertionError | RuntimeException broken) {
                throw shortest(seed, choices, broken);
            }
        }
        // Otherwise the world would have stopped to reach what it is meant to check.
        assertThat(ends.keySet())
                .contains(Phase.DONE, Phase.ROLLED_BACK, Phase.FAILED, Phase.ABORTED, Phase.UNCHANGED, Phase.DRY_RUN);
    }

    /** Leaves out parts of a run, and makes numbers smaller, as long as it goes on breaking something. */
    private static AssertionError shortest(long seed, int[] found, Throwable first) {
        int[] best = found;
        Throwable why = first;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int length = best.length / 2; length > 0; length /= 2) {
                for (int from = 0; from + length <= best.length; from++) {
                    int[] candidate = new int[best.length - length];
                    System.arraycopy(best, 0, candidate, 0, from);
                    System.arraycopy(best, from + length, candidate, from, best.length - from - length);
                    Throwable problem = problem(candidate);
                    if (problem != null) {
                        best = candidate;
                        why = problem;
                        shorter = true;
                    }
                }
            }
            for (int i = 0; i < best.length; i++) {
                for (int smaller : new int[] {0, best[i] % 64, best[i] / 2}) {
                    int[] candidate = best.clone();
                    candidate[i] = smaller;
                    Throwable problem = smaller < best[i] ? problem(candidate) : null;
                    if (problem != null) {
                        best = candidate;
                        why = problem;
                        shorter = true;
                    }
                }
            }
        }
        return new AssertionError("seed " + seed + ", shortest run " + Arrays.toString(best), why);
    }

    private static Throwable problem(int[] choices) {
        try {
            MachineWorld.play(choices);
            return null;
        } catch (AssertionError | RuntimeException broken) {
            return broken;
        }
    }
}

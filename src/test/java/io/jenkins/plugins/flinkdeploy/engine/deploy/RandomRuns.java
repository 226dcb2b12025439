package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Random runs of a model. A run is a list of numbers, which choose what happens next; one that breaks an invariant is made as short as
 * it goes before it is told.
 */
final class RandomRuns {
    private static final int LONGEST = 80;

    private final Function<int[], Phase> play;

    /** @param play plays a run to its end; throws when it breaks an invariant */
    RandomRuns(Function<int[], Phase> play) {
        this.play = play;
    }

    /** How often each end was reached. */
    Map<Phase, Integer> play(int runs) {
        Map<Phase, Integer> ends = new EnumMap<>(Phase.class);
        for (long seed = 1; seed <= runs; seed++) {
            Random random = new Random(seed);
            int[] choices = random.ints(1 + random.nextInt(LONGEST), 0, 1 << 20).toArray();
            try {
                ends.merge(play.apply(choices), 1, Integer::sum);
            } catch (AssertionError | RuntimeException broken) {
                throw shortest(seed, choices, broken);
            }
        }
        return ends;
    }

    /** Leaves out parts of a run, and makes numbers smaller, as long as it goes on breaking something. */
    private AssertionError shortest(long seed, int[] found, Throwable first) {
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

    private Throwable problem(int[] choices) {
        try {
            play.apply(choices);
            return null;
        } catch (AssertionError | RuntimeException broken) {
            return broken;
        }
    }
}

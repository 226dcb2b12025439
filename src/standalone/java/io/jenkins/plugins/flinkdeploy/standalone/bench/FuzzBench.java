package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Random and mutated cluster files: each gives a definition that renders, or located problems, and neither takes long. */
public final class FuzzBench {
    private static final int ROUNDS = 100_000;
    private static final long SEED = 20_261_123;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private int definitions;
    private int refused;
    private long slowest;

    private FuzzBench() {}

    /** @param args the file for the result, then the number of files */
    public static void main(String[] args) throws IOException {
        int rounds = args.length < 2 ? ROUNDS : Integer.parseInt(args[1]);
        List<String> good = FuzzedFile.seeds();
        FuzzBench bench = new FuzzBench();
        Mutations mutations = new Mutations(new Random(SEED));
        long start = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            bench.check(mutations.of(good.get(i % good.size())));
        }
        ObjectNode result = Json.object();
        result.put("files", rounds);
        result.put("definitions", bench.definitions);
        result.put("refused", bench.refused);
        result.put("seconds", Duration.ofNanos(System.nanoTime() - start).toSeconds());
        result.put("slowestMillis", bench.slowest / NANOS_PER_MILLI);
        DefinitionBench.write(Path.of(args[0]), result, System.out);
    }

    private void check(String text) {
        long start = System.nanoTime();
        if (FuzzedFile.isDefinition(text)) {
            definitions++;
        } else {
            refused++;
        }
        slowest = Math.max(slowest, System.nanoTime() - start);
    }
}

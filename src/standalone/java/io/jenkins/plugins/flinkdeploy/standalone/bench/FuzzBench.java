package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionException;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

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
        List<String> good = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("examples"));
                Stream<Path> golden = Files.walk(Path.of("src", "test", "resources"))) {
            for (Path file : Stream.concat(files, golden)
                    .filter(file -> file.toString().matches(".*flink(-\\w+)?\\.yaml"))
                    .sorted()
                    .toList()) {
                good.add(Files.readString(file));
            }
        }
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
        try {
            Definition definition = DefinitionReader.read(new NamedSource("flink.yaml", text), "fuzz");
            RenderContext context = new RenderContext(
                    "image", Optional.empty(), "n", Optional.empty(), Optional.empty(), Optional.empty(), "d");
            definition.inOrder().forEach(cluster -> Renderer.renderAll(cluster, context));
            definitions++;
        } catch (DefinitionException e) {
            if (e.problems().isEmpty() || e.problems().stream().anyMatch(problem -> problem.line() < 1)) {
                throw new IllegalStateException("Refused without a place:\n" + text, e);
            }
            refused++;
        } catch (RuntimeException e) {
            throw new IllegalStateException("This file gave " + e + ":\n" + text, e);
        }
        slowest = Math.max(slowest, System.nanoTime() - start);
    }
}

package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.resource.ManifestYaml;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How long a cluster file of 1,000 jobs takes from text to rendered resources, and how much memory. */
public final class DefinitionBench {
    private static final int WARM_UP = 10;
    private static final int RUNS = 21;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private DefinitionBench() {}

    /** @param args the file for the result, whose directory is there */
    public static void main(String[] args) throws IOException {
        List<NamedSource> layers = Files1000.layers();
        long[] nanos = new long[RUNS];
        long characters = 0;
        for (int i = -WARM_UP; i < RUNS; i++) {
            long start = System.nanoTime();
            characters = once(layers);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        ObjectNode result = Json.object();
        result.put("jobs1000Millis", nanos[RUNS / 2] / NANOS_PER_MILLI);
        result.put("slowestMillis", nanos[RUNS - 1] / NANOS_PER_MILLI);
        result.put("heapMb", peakHeap() >> 20);
        result.put("renderedCharacters", characters);
        write(Path.of(args[0]), result, System.out);
    }

    private static long once(List<NamedSource> layers) {
        Definition definition = DefinitionReader.read(layers, "large");
        long characters = 0;
        for (ClusterDefinition cluster : definition.inOrder()) {
            RenderContext context = new RenderContext(
                    "registry.example.org/flink/large@sha256:0123",
                    Optional.of("sha256:0123"),
                    cluster.namespace().orElse("default"),
                    Optional.of("71c0de5a"),
                    Optional.empty(),
                    Optional.empty(),
                    "large-1");
            for (RenderedResource resource : Renderer.renderAll(cluster, context)) {
                characters += ManifestYaml.write(resource.manifest()).length();
            }
        }
        return characters;
    }

    /** What was in use at most at any one time in each part of the heap, garbage included, summed up. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    static void write(Path file, ObjectNode result, PrintStream out) throws IOException {
        Files.writeString(file, Json.write(result) + "\n");
        out.println(file + ": " + Json.write(result));
    }
}

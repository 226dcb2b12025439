package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.images.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Builds a job with a jar of 60 MB and pushes it: at first, again without a change, and after changes of one class; in turns
 * with a container tool, on the same inputs, to the same registry. Once as an agent does it, in a Java that runs already,
 * once as the command line, with the start of Java.
 */
public final class ImageBench {
    private static final int ROUNDS = 3;
    private static final int CHANGES = 4;
    /** About what an image of Flink has, compressed. */
    private static final int BASE_LAYERS = 5;

    private static final int BASE_LAYER_BYTES = 60_000_000;

    private final Path work;
    private final CountingProxy proxy;
    private final PrintStream out;
    private final ImageFigures figures = new ImageFigures();
    private int version;

    private ImageBench(Path work, CountingProxy proxy, PrintStream out) {
        this.work = work;
        this.proxy = proxy;
        this.out = out;
    }

    /** @param arguments the file to write */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        Path result = Path.of(arguments[0]).toAbsolutePath();
        Path work = Files.createTempDirectory("flink-deploy-bench");
        try (BenchRegistry registry = BenchRegistry.start(work.resolve("registry"));
                CountingProxy proxy = new CountingProxy(registry.port())) {
            Map<String, Object> figures = new ImageBench(work, proxy, System.out).run(registry.name());
            Files.writeString(result, Json.writePretty(figures) + "\n");
            figures.remove("runs");
            System.out.println(Json.writePretty(figures));
            System.out.println("written to " + result);
        } finally {
            Trees.delete(work);
        }
    }

    private Map<String, Object> run(String registryName)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        Path context = Files.createDirectories(work.resolve("context"));
        String base = proxy.address() + "/flink:1";
        pushBase(base);
        Files.writeString(context.resolve("Dockerfile"), "FROM " + base + "\nCOPY job.jar /opt/flink/usrlib/job.jar\n");
        Optional<String> peer = peer();
        if (peer.isEmpty()) {
            out.println("Neither buildah nor a Docker engine is here: there is nothing to compare with.");
        }
        for (int round = 1; round <= ROUNDS; round++) {
            List<Tool> tools = tools(peer, round);
            try {
                change(context);
                measure(Case.FIRST, tools, context);
                measure(Case.NO_CHANGE, tools, context);
                for (int number = 0; number < CHANGES; number++) {
                    // Whoever comes second finds the files in memory.
                    Collections.rotate(tools, 1);
                    change(context);
                    measure(Case.ONE_CLASS, tools, context);
                }
            } finally {
                for (Tool tool : tools) {
                    tool.close();
                }
            }
        }
        return figures.summary(registryName, peer, Files.size(context.resolve("job.jar")));
    }

    private void change(Path context) throws IOException {
        FatJob.write(context.resolve("job.jar"), ++version);
    }

    private void measure(Case which, List<Tool> tools, Path context) throws IOException, InterruptedException {
        for (Tool tool : tools) {
            String repository = proxy.address() + "/" + tool.repository();
            tool.prepare(context, repository);
            long before = proxy.sentBytes();
            long start = System.nanoTime();
            Optional<Tool.Pushed> pushed = tool.build(context, repository + ":v" + version);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            ImageFigures.Run run = new ImageFigures.Run(
                    tool.name(), which, time.toMillis() / 1000.0, proxy.sentBytes() - before, pushed);
            figures.add(run);
            out.printf(
                    Locale.ROOT,
                    "%-26s %-9s %7.2f s  %,12d bytes sent%n",
                    run.tool(),
                    which.key(),
                    run.seconds(),
                    run.sentBytes());
        }
    }

    private List<Tool> tools(Optional<String> peer, int round) throws IOException, InterruptedException {
        List<Tool> tools = new ArrayList<>();
        tools.add(new RunningJava(work.resolve("cache" + round), round));
        tools.add(new CommandLine(work.resolve("cache-of-commands" + round), round));
        if (peer.isPresent()) {
            tools.add(
                    peer.get().equals("buildah")
                            ? Buildah.start(Files.createDirectories(work.resolve("buildah" + round)), round)
                            : new Docker(work.resolve("docker.log"), round));
        }
        return tools;
    }

    private Optional<String> peer() throws InterruptedException {
        if (Programs.onPath("buildah").isPresent()) {
            return Optional.of("buildah");
        }
        boolean docker = Programs.onPath("docker").isPresent() && Docker.runs(work.resolve("docker.log"));
        return docker ? Optional.of("docker") : Optional.empty();
    }

    private void pushBase(String reference)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        List<FileEntriesLayer> layers = new ArrayList<>();
        for (int number = 0; number < BASE_LAYERS; number++) {
            Path file = Files.write(work.resolve("base" + number), Noise.bytes(number, BASE_LAYER_BYTES));
            layers.add(FileEntriesLayer.builder()
                    .addEntry(file, AbsoluteUnixPath.get("/opt/flink/lib/flink-" + number + ".jar"))
                    .build());
        }
        Jib.fromScratch()
                .setFileEntriesLayers(layers)
                .containerize(Containerizer.to(RegistryImage.named(reference))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(work.resolve("base-cache"))
                        .setApplicationLayersCache(work.resolve("base-cache-layers")));
    }
}

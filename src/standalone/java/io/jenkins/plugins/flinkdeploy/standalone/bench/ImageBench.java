package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.FileLayer;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageBuilder;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageFile;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageRequest;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.images.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Builds a job with a jar of 60 MB: at first, again without a change, and after a change of one class; in turns with a
 * container tool, on the same inputs, against the same registry.
 */
public final class ImageBench {
    private static final int ROUNDS = 3;
    /** About what an image of Flink has, compressed. */
    private static final int BASE_LAYERS = 5;

    private static final int BASE_LAYER_BYTES = 60_000_000;
    private static final String[] CASES = {"first", "noChange", "oneClass"};

    /** What one build took. */
    record Run(double seconds, long sentBytes) {}

    private final Path work;
    private final CountingProxy proxy;
    private final PrintStream out;
    private BuiltImage last;

    private ImageBench(Path work, CountingProxy proxy, PrintStream out) {
        this.work = work;
        this.proxy = proxy;
        this.out = out;
        this.last = new BuiltImage("", "", "", "", 0, 0, Duration.ZERO);
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
            System.out.println("written to " + result);
        } finally {
            Trees.delete(work);
        }
    }

    private Map<String, Object> run(String registryName)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        Path context = Files.createDirectories(work.resolve("context"));
        Path jar = context.resolve("job.jar");
        String base = proxy.address() + "/flink:1";
        pushBase(base);
        Files.writeString(context.resolve("Dockerfile"), "FROM " + base + "\nCOPY job.jar /opt/flink/usrlib/job.jar\n");
        Optional<String> peerName = peerName();
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        long noChangePushed = 0;
        double pushedPercent = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            List<Tool> tools = tools(peerName, round);
            for (int number = 0; number < CASES.length; number++) {
                FatJob.write(jar, number < 2 ? 1 : 1 + round);
                for (Tool tool : tools) {
                    long before = proxy.sentBytes();
                    Duration time = tool.time(
                            context,
                            proxy.address() + "/" + tool.name() + round + "/app:"
                                    + CASES[number].toLowerCase(Locale.ROOT));
                    Run run = new Run(time.toMillis() / 1000.0, proxy.sentBytes() - before);
                    runs.computeIfAbsent(tool.name() + " " + CASES[number], name -> new ArrayList<>())
                            .add(run);
                    out.printf(
                            Locale.ROOT,
                            "round %d  %-12s %-9s %7.2f s  %,12d bytes sent%n",
                            round,
                            tool.name(),
                            CASES[number],
                            run.seconds(),
                            run.sentBytes());
                }
                if (number == 1) {
                    noChangePushed = Math.max(noChangePushed, last.pushedBytes());
                } else if (number == 2) {
                    pushedPercent = Math.max(
                            pushedPercent, 100.0 * last.pushedBytes() / (last.pushedBytes() + last.skippedBytes()));
                }
            }
        }
        return figures(registryName, peerName, runs, noChangePushed, pushedPercent, Files.size(jar));
    }

    private Map<String, Object> figures(
            String registryName,
            Optional<String> peer,
            Map<String, List<Run>> runs,
            long noChangePushed,
            double pushedPercent,
            long jarBytes) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("peer", peer.orElse("none"));
        figures.put("registry", registryName);
        figures.put("rounds", ROUNDS);
        figures.put("jarBytes", jarBytes);
        figures.put("imageBytes", last.pushedBytes() + last.skippedBytes());
        figures.put("oneClassPushedPercent", rounded(pushedPercent));
        figures.put("noChangePushedBytes", noChangePushed);
        peer.ifPresent(name -> {
            for (String which : CASES) {
                double ours = median(runs.get("flink-deploy " + which));
                figures.put(which + "Speedup", rounded(median(runs.get(name + " " + which)) / ours));
                long sent = runs.get("flink-deploy " + which).get(0).sentBytes();
                figures.put(
                        which + "SentRatio",
                        rounded((double) runs.get(name + " " + which).get(0).sentBytes() / sent));
            }
        });
        figures.put("runs", runs);
        return figures;
    }

    private List<Tool> tools(Optional<String> peer, int round) throws IOException {
        List<Tool> tools = new ArrayList<>();
        tools.add(new FlinkDeploy(round));
        if (peer.isPresent()) {
            tools.add(
                    peer.get().equals("buildah")
                            ? new Tool.Buildah(Files.createDirectories(work.resolve("buildah" + round)))
                            : new Tool.Docker(work.resolve("docker.log")));
        }
        return tools;
    }

    private Optional<String> peerName() throws InterruptedException {
        if (Tool.onPath("buildah").isPresent()) {
            return Optional.of("buildah");
        }
        boolean docker = Tool.onPath("docker").isPresent() && Tool.Docker.runs(work.resolve("docker.log"));
        return docker ? Optional.of("docker") : Optional.empty();
    }

    /** This project, with a cache of its own for each round. */
    private final class FlinkDeploy implements Tool {
        private final int round;

        private FlinkDeploy(int round) {
            this.round = round;
        }

        @Override
        public String name() {
            return "flink-deploy";
        }

        @Override
        public void build(Path context, String image) throws InterruptedException {
            String target = "/opt/flink/usrlib/job.jar";
            ImageRequest request = ImageRequest.of(
                            proxy.address() + "/flink:1",
                            image.replaceFirst(":[a-z]+$", ""),
                            List.of(new FileLayer(
                                    "job jar", List.of(ImageFile.of(context.resolve("job.jar"), target)))))
                    .withTag(image.replaceFirst(".*:", ""))
                    .withSplits(Map.of(target, FatJob.MAIN_CLASS))
                    .withCaches(ImageCaches.below(work.resolve("cache" + round)));
            last = new ImageBuilder().build(request, RegistryCredentials.of("nobody", "nothing"), line -> {});
        }
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

    private static double median(List<Run> runs) {
        List<Double> sorted = runs.stream().map(Run::seconds).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}

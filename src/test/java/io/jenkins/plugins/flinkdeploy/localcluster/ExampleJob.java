package io.jenkins.plugins.flinkdeploy.localcluster;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The job of examples/java, built once for all tests of a build, and what it counts. */
public final class ExampleJob {
    private static final Pattern COUNT = Pattern.compile("version=\\S+ count=(\\d+)");
    private static Path jar;

    private ExampleJob() {}

    /** The job's jar, built with this checkout's Maven away from the checkout. */
    public static synchronized Path jar() throws IOException {
        if (jar == null) {
            // Tests of two processes at a time must not build it in one place.
            String place = "example-job-" + ProcessHandle.current().pid();
            Path copy = copyOf("java", checkout().resolve("target").resolve(place));
            build(copy);
            jar = copy.resolve("target").resolve("counter.jar");
        }
        return jar;
    }

    /** Copies one of the examples, without what was built there. */
    public static Path copyOf(String example, Path target) throws IOException {
        copy(checkout().resolve("examples").resolve(example), Files.createDirectories(target));
        return target;
    }

    /** Packages a copy of an example with this checkout's Maven. */
    public static void build(Path project) throws IOException {
        maven(checkout(), project);
    }

    /** What a layer says to have an example of any cluster run on a local one, with soak and checkpoints short enough for tests. */
    public static String localLayer(LocalCluster cluster, String repository, String more) {
        return """
                clusters:
                  main:
                    image: {base: "%1$s", repository: "%2$s/%3$s"}
                    state: {savepoints: "%4$s/savepoints", checkpoints: "%4$s/checkpoints", checkpointInterval: 2s}
                    deploy: {timeout: 4m, soak: 3s}
                    %5$s
                """
                .formatted(cluster.baseImage(), cluster.registry(), repository, stateAddress(cluster), more);
    }

    private static String stateAddress(LocalCluster cluster) {
        return cluster.stateDirectory()
                .toUri()
                .toString()
                .replaceFirst("^file:/+", "file:///")
                .replaceFirst("/$", "");
    }

    /** The directory of the project that is being built. */
    public static Path checkout() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** A cluster file for the job on a local cluster, with soak and checkpoints short enough for tests. */
    public static String clusterFile(LocalCluster cluster, Path output, String moreArguments) {
        return """
                version: 1
                service: counter
                clusters:
                  main:
                    namespace: streaming
                    flinkVersion: "1.19"
                    image:
                      base: %1$s
                      jars: [target/counter.jar]
                      repository: %2$s/counter
                    jobs:
                      counter:
                        jar: counter.jar
                        class: org.example.counter.CounterJob
                        args: [--output, %3$s%4$s]
                        state: savepoint
                    state: {savepoints: "%5$s/savepoints", checkpoints: "%5$s/checkpoints", checkpointInterval: 2s}
                    jobManager: {cpu: 0.5, memory: 1g}
                    taskManager: {cpu: 1, memory: 1g, slots: 1}
                    deploy: {timeout: 4m, soak: 5s, savepoint: before}
                """
                .formatted(cluster.baseImage(), cluster.registry(), output, moreArguments, stateAddress(cluster));
    }

    /** Everything the job counted so far, in the order in which it was written. */
    public static List<Long> counts(Path output) throws IOException {
        Path file = output.resolve("counter.log");
        List<Long> counts = new ArrayList<>();
        if (Files.exists(file)) {
            Matcher matcher = COUNT.matcher(Files.readString(file, StandardCharsets.UTF_8));
            while (matcher.find()) {
                counts.add(Long.parseLong(matcher.group(1)));
            }
        }
        return counts;
    }

    private static void maven(Path root, Path project) throws IOException {
        Process process = new ProcessBuilder(
                        root.resolve("bin").resolve("mvn").toString(), "-B", "-ntp", "-q", "package")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("The example job could not be built:\n" + output);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while building the example job");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path relative = from.relativize(file);
                Path target = to.resolve(relative.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!relative.startsWith("target")) {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
    }
}

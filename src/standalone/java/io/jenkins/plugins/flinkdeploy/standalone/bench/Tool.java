package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Something that builds an image of a job and pushes it. */
interface Tool {
    String name();

    /**
     * @param context a directory with job.jar and a Dockerfile
     * @param image where to push to
     */
    void build(Path context, String image) throws IOException, InterruptedException;

    static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The time that a build takes. */
    default Duration time(Path context, String image) throws IOException, InterruptedException {
        long start = System.nanoTime();
        build(context, image);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Runs a program to its end. */
    static void run(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + Files.readString(log));
        }
    }

    /** buildah, with its layer cache, as it runs without a container engine. */
    record Buildah(Path storage) implements Tool {
        @Override
        public String name() {
            return "buildah";
        }

        @Override
        public void build(Path context, String image) throws IOException, InterruptedException {
            Path log = storage.resolveSibling("buildah.log");
            List<String> build = command();
            build.addAll(List.of("bud", "--isolation", "chroot", "--tls-verify=false", "--layers", "-t", image));
            build.add(context.toString());
            Tool.run(build, log);
            List<String> push = command();
            push.addAll(List.of("push", "--tls-verify=false", image));
            Tool.run(push, log);
        }

        private List<String> command() {
            return new ArrayList<>(List.of(
                    "buildah",
                    "--root",
                    storage.resolve("root").toString(),
                    "--runroot",
                    storage.resolve("run").toString(),
                    "--storage-driver",
                    "vfs"));
        }
    }

    /** The Docker engine. */
    record Docker(Path log) implements Tool {
        @Override
        public String name() {
            return "docker";
        }

        @Override
        public void build(Path context, String image) throws IOException, InterruptedException {
            Tool.run(List.of("docker", "build", "-t", image, context.toString()), log);
            Tool.run(List.of("docker", "push", image), log);
        }

        static boolean runs(Path log) throws InterruptedException {
            try {
                Tool.run(List.of("docker", "info", "--format", "{{.ServerVersion}}"), log);
                return true;
            } catch (IOException noEngine) {
                return false;
            }
        }
    }
}

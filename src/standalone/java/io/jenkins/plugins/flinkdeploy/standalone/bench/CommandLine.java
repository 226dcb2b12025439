package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This project's command line, with the start of Java; run in the checkout. With a cache of its own for each round. */
record CommandLine(Path cache, int round) implements Tool {
    static final String NAME = "flink-deploy command line";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String repository() {
        return "command-line" + round + "/app";
    }

    @Override
    public void prepare(Path context, String repository) throws IOException {
        Files.writeString(
                context.resolve("flink.yaml"),
                """
                version: 1
                service: orders
                clusters:
                  main:
                    namespace: streaming
                    flinkVersion: "1.20"
                    owner: bench
                    image:
                      base: REGISTRY/flink:1
                      jars: [job.jar]
                      repository: REPOSITORY
                    jobs:
                      orders:
                        jar: job.jar
                        class: CLASS
                        state: stateless
                """
                        .replace("REGISTRY", repository.replaceFirst("/.*", ""))
                        .replace("REPOSITORY", repository)
                        .replace("CLASS", FatJob.MAIN_CLASS));
    }

    @Override
    public Optional<Pushed> build(Path context, String image) throws IOException, InterruptedException {
        List<String> command = List.of(
                "bin/flink-deploy",
                "build",
                "-f",
                context.resolve("flink.yaml").toString(),
                "--commit",
                image.replaceFirst(".*:", ""));
        Path log = cache.resolveSibling("command-line.log");
        if (!Programs.succeeds(command, Map.of("FLINK_DEPLOY_CACHE", cache.toString()), log)) {
            throw new IOException(command + " failed: " + Files.readString(log));
        }
        return Optional.empty();
    }
}

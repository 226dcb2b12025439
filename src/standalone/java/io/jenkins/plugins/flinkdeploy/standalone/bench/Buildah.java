package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** buildah, with its layer cache, as it runs without a container engine. */
record Buildah(Path directory, String driver, int round) implements Tool {
    private static final String OVERLAY = "overlay";

    /** With its default storage driver if that works here, else with the one that works everywhere and copies all. */
    static Buildah start(Path directory, int round) throws IOException, InterruptedException {
        Buildah fast = new Buildah(directory, OVERLAY, round);
        Path empty = Files.createDirectories(directory.resolve("empty"));
        Files.writeString(empty.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /\n");
        List<String> trial = fast.command("bud", "--isolation", "chroot", "--layers", "-t", "trial", empty.toString());
        return Programs.succeeds(trial, Map.of(), fast.log()) ? fast : new Buildah(directory, "vfs", round);
    }

    @Override
    public String name() {
        return "buildah";
    }

    @Override
    public String repository() {
        return "buildah" + round + "/app";
    }

    @Override
    public Optional<Pushed> build(Path context, String image) throws IOException, InterruptedException {
        Programs.run(
                command(
                        "bud",
                        "--isolation",
                        "chroot",
                        "--tls-verify=false",
                        "--layers",
                        "-t",
                        image,
                        context.toString()),
                log());
        Programs.run(command("push", "--tls-verify=false", image), log());
        return Optional.empty();
    }

    /** The overlay driver mounts its directory on itself, which could not be deleted then. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (driver.equals(OVERLAY)) {
            Programs.succeeds(
                    List.of(
                            "umount",
                            directory.resolve(driver + "/root/overlay").toString()),
                    Map.of(),
                    log());
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "buildah",
                "--root",
                directory.resolve(driver + "/root").toString(),
                "--runroot",
                directory.resolve(driver + "/run").toString(),
                "--storage-driver",
                driver));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path log() {
        return directory.resolveSibling("buildah.log");
    }
}

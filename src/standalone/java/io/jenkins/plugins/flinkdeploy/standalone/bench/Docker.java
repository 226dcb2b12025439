package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Docker engine. */
record Docker(Path log, int round) implements Tool {
    @Override
    public String name() {
        return "docker";
    }

    @Override
    public String repository() {
        return "docker" + round + "/app";
    }

    @Override
    public Optional<Pushed> build(Path context, String image) throws IOException, InterruptedException {
        Programs.run(List.of("docker", "build", "-t", image, context.toString()), log);
        Programs.run(List.of("docker", "push", image), log);
        return Optional.empty();
    }

    static boolean runs(Path log) throws InterruptedException {
        try {
            return Programs.succeeds(List.of("docker", "info", "--format", "{{.ServerVersion}}"), Map.of(), log);
        } catch (IOException notAProgram) {
            return false;
        }
    }
}

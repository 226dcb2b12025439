package io.jenkins.plugins.flinkdeploy.localcluster.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param command the program and its arguments
 * @param environment the whole environment; nothing is inherited
 * @param directory the working directory
 * @param log a file to which standard output and standard error are appended
 */
public record ProcessSpec(List<String> command, Map<String, String> environment, Path directory, Path log) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}

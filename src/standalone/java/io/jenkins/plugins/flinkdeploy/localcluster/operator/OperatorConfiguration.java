package io.jenkins.plugins.flinkdeploy.localcluster.operator;

import io.jenkins.plugins.flinkdeploy.localcluster.images.BaseImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The operator's configuration directory: its own settings, which are the defaults of all jobs, and the jobs' log settings. */
final class OperatorConfiguration {
    private OperatorConfiguration() {}

    static Path write(Path directory, Map<String, String> additional) throws IOException {
        Files.createDirectories(directory);
        String defaults = resource(OperatorConfiguration.class, "flink-conf.yaml")
                .replace("@java-options@", String.join(" ", JavaModules.options()));
        // Where the operator takes the log settings of jobs from; in its own image they lie in /opt/flink/conf.
        String logs = "$internal.deployment.config-dir: " + directory.toAbsolutePath() + "\n";
        String kept = defaults.lines()
                .filter(line -> additional.keySet().stream().noneMatch(key -> line.startsWith(key + ":")))
                .collect(Collectors.joining("\n", "", "\n"));
        String added = new TreeMap<>(additional)
                .entrySet().stream()
                        .map(option -> option.getKey() + ": " + option.getValue() + "\n")
                        .collect(Collectors.joining());
        Files.writeString(directory.resolve("flink-conf.yaml"), kept + logs + added);
        Files.writeString(
                directory.resolve("log4j-operator.properties"),
                resource(OperatorConfiguration.class, "log4j-operator.properties"));
        Files.writeString(
                directory.resolve("log4j-console.properties"), resource(BaseImage.class, "log4j-console.properties"));
        return directory;
    }

    private static String resource(Class<?> beside, String name) throws IOException {
        try (InputStream content = beside.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

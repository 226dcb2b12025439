package io.jenkins.plugins.flinkdeploy.standalone.demo;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What {@code bin/demo} tells the demo. */
final class DemoOptions {
    @Option(names = "--directory", required = true)
    private Path directory;

    @Option(names = "--example", required = true)
    private Path example;

    @Option(names = "--maven", required = true)
    private Path maven;

    @Option(names = "--command", required = true)
    private Path command;

    @Option(names = "--keep")
    private boolean keep;

    static DemoOptions parse(String... arguments) {
        return CommandLine.populateCommand(new DemoOptions(), arguments);
    }

    Path directory() {
        return directory;
    }

    /** The example to copy. */
    Path example() {
        return example;
    }

    /** Maven, for building the job. */
    Path maven() {
        return maven;
    }

    /** The command {@code flink-deploy}. */
    Path command() {
        return command;
    }

    /** Whether the cluster stays up. */
    boolean keep() {
        return keep;
    }

    Path reportFile() {
        return directory.resolve("last-deploy.json");
    }

    Path logFile() {
        return directory.resolve("last-deploy.log");
    }
}

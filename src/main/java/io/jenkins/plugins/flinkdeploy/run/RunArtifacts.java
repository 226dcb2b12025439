package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** Keeps files among the artifacts of a run. */
final class RunArtifacts {
    private RunArtifacts() {}

    /** Writes files into a directory. */
    @FunctionalInterface
    interface Writing {
        void into(Path directory) throws IOException, InterruptedException;
    }

    /**
     * Archives what is written, from a directory of the controller: what a workspace holds is the job's.
     *
     * @param under the directory among the artifacts, with a slash at its end
     */
    static void archive(Run<?, ?> run, TaskListener listener, String under, Writing writing)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("flink-artifacts");
        try {
            writing.into(directory);
            Map<String, String> artifacts = new TreeMap<>();
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(Files::isRegularFile)
                        .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                        .forEach(path -> artifacts.put(under + path, path));
            }
            if (!artifacts.isEmpty()) {
                run.pickArtifactManager()
                        .archive(
                                new FilePath(directory.toFile()),
                                Jenkins.get().createLauncher(listener),
                                new Listener(listener),
                                artifacts);
            }
        } finally {
            new FilePath(directory.toFile()).deleteRecursive();
        }
    }

    /** The listener of any run, for those who ask for that of a build. */
    private record Listener(TaskListener listener) implements BuildListener {
        @Override
        public PrintStream getLogger() {
            return listener.getLogger();
        }
    }
}

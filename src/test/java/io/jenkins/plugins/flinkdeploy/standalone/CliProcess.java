package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.localcluster.process.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line as a process of its own, which can be killed. */
record CliProcess(Process process, Path output) implements AutoCloseable {

    static CliProcess start(Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Jvm.java()));
        command.addAll(Jvm.SMALL);
        command.addAll(Jvm.TRUSTED);
        command.addAll(List.of("-Xmx256m", "-classpath", classPath(), Main.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        process.getOutputStream().close();
        return new CliProcess(process, output);
    }

    /** Test runners may put the real class path into the manifest of one jar. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exit() throws InterruptedException {
        return process.waitFor();
    }

    String text() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

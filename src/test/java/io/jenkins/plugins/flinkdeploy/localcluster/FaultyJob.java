package io.jenkins.plugins.flinkdeploy.localcluster;

import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A Flink job that goes wrong as its arguments say, compiled by the JDK that runs the tests. */
public final class FaultyJob {
    /** The class that starts it. */
    public static final String MAIN_CLASS = "org.example.faulty.FaultyJob";

    private FaultyJob() {}

    /** Compiles the job into {@code faulty.jar} in a directory. */
    public static Path jar(Path directory) throws IOException {
        Path source = Files.createDirectories(directory.resolve("source")).resolve("FaultyJob.java");
        try (InputStream text = FaultyJob.class.getResourceAsStream("FaultyJob.java.txt")) {
            Files.write(source, text.readAllBytes());
        }
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile(source, classes);
        Path jar = directory.resolve("faulty.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }
        return jar;
    }

    private static void compile(Path source, Path classes) throws IOException {
        String flink = FlinkRelease.NEWEST.flink();
        String path = new ArtifactResolver()
                .withDependencies(List.of("org.apache.flink:flink-streaming-java:" + flink)).stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(System.getProperty("path.separator")));
        List<String> arguments = new ArrayList<>(List.of("--release", "11", "-nowarn", "-proc:none", "-cp", path));
        arguments.addAll(List.of("-d", classes.toString(), source.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
        if (compiler.run(null, said, said, arguments.toArray(new String[0])) != 0) {
            throw new IOException("The faulty job does not compile:\n" + said.toString(StandardCharsets.UTF_8));
        }
    }
}

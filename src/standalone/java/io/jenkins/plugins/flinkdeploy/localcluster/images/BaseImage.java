package io.jenkins.plugins.flinkdeploy.localcluster.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Paths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The Flink image that job images of the local cluster start from. It has the layout of the official one
 * ({@code /opt/flink/lib}, {@code conf}, {@code usrlib}) with Flink's jars from Maven Central, but no operating system and no
 * Java: the local cluster starts the JVM itself. The same jars always give the same digest.
 */
public final class BaseImage {
    private static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/opt/flink");
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
    private static final List<String> SCRIPTS = List.of("kubernetes-jobmanager.sh", "kubernetes-taskmanager.sh");

    private final Path cache;

    /**
     * @param cache a directory where compressed layers are kept, so that the next cluster need not make them again
     */
    public BaseImage(Path cache) {
        this.cache = cache;
    }

    /**
     * Builds the image and pushes it to a registry.
     *
     * @param registry host and port of the registry
     * @return the name to write behind {@code FROM}, for instance {@code 127.0.0.1:5000/flink:1.19}
     */
    public String push(ClusterArtifacts artifacts, String registry) {
        String name = registry + "/flink:" + artifacts.release().minor();
        try {
            Path files = cache.resolve("base-image");
            image(artifacts, files)
                    .containerize(Containerizer.to(RegistryImage.named(name))
                            .setAllowInsecureRegistries(true)
                            .setBaseImageLayersCache(cache.resolve("jib"))
                            .setApplicationLayersCache(cache.resolve("jib")));
            return name;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(name, e);
        } catch (IOException
                | ExecutionException
                | RegistryException
                | CacheDirectoryCreationException
                | InvalidImageReferenceException e) {
            throw failed(name, e);
        }
    }

    private static JibContainerBuilder image(ClusterArtifacts artifacts, Path files) throws IOException {
        FileEntriesLayer.Builder layout = FileEntriesLayer.builder().setName("layout");
        Path entrypoint = file(files, "docker-entrypoint.sh");
        layout.addEntry(entrypoint, AbsoluteUnixPath.get("/docker-entrypoint.sh"), EXECUTABLE);
        for (String script : SCRIPTS) {
            layout.addEntry(entrypoint, HOME.resolve("bin").resolve(script), EXECUTABLE);
        }
        layout.addEntry(file(files, "log4j-console.properties"), HOME.resolve("conf/log4j-console.properties"));
        Path empty = Files.createDirectories(files.resolve("empty"));
        for (String directory : List.of("usrlib", "plugins", "log")) {
            layout.addEntry(empty, HOME.resolve(directory));
        }
        return Jib.fromScratch()
                .addFileEntriesLayer(libraries("flink", artifacts.flink()))
                .addFileEntriesLayer(libraries("extensions", artifacts.extensions()))
                .addFileEntriesLayer(layout.build())
                .addEnvironmentVariable("FLINK_HOME", HOME.toString())
                .addEnvironmentVariable("FLINK_VERSION", artifacts.release().flink())
                .setWorkingDirectory(HOME)
                .setEntrypoint("/docker-entrypoint.sh")
                .setProgramArguments("help");
    }

    private static FileEntriesLayer libraries(String layer, List<Path> jars) {
        FileEntriesLayer.Builder libraries = FileEntriesLayer.builder().setName(layer);
        for (Path jar : jars) {
            libraries.addEntry(jar, HOME.resolve("lib").resolve(Paths.name(jar)));
        }
        return libraries.build();
    }

    private static Path file(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        try (InputStream content = BaseImage.class.getResourceAsStream(name)) {
            byte[] bytes = content.readAllBytes();
            Path draft = Files.createTempFile(directory, name, "");
            Files.write(draft, bytes);
            // Another cluster that starts at the same time may be reading it: it must never be missing, not for a
            // moment.
            return Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static UserException failed(String name, Exception cause) {
        return new UserException(
                "The local cluster's base image " + name + " could not be built: " + cause.getMessage() + ".",
                "No job was started.",
                "Start the cluster again; if that does not help, remove its cache directory first.",
                cause);
    }
}

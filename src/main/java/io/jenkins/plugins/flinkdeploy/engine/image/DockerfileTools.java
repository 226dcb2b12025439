package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.definition.ImageTool;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what builds a Dockerfile on this machine. */
final class DockerfileTools {
    private static final List<ImageTool> ORDER =
            List.of(ImageTool.DOCKER, ImageTool.BUILDAH, ImageTool.PODMAN, ImageTool.KANIKO);

    private final List<Path> path;

    /** @param path directories that programs are looked for in */
    DockerfileTools(List<Path> path) {
        this.path = path;
    }

    /** Those of this process, and where Kaniko's images have theirs. */
    static DockerfileTools ofThisMachine() {
        return new DockerfileTools(Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                                .filter(directory -> !directory.isEmpty())
                                .map(Path::of),
                        Stream.of(Path.of(File.separator, "kaniko")))
                .toList());
    }

    /** The one that was asked for, or the first that is there and works. */
    DockerfileTool choose(ImageTool wanted, BuildLog log) throws InterruptedException {
        if (wanted != ImageTool.AUTO) {
            return find(wanted)
                    .orElseThrow(() -> new UserException(
                            "The Dockerfile is to be built by " + name(wanted) + ", which this machine does not have.",
                            JobFiles.UNTOUCHED,
                            "Install it, or remove image.builder to take what is there."));
        }
        boolean dockerWithoutEngine = false;
        for (ImageTool kind : ORDER) {
            Optional<DockerfileTool> tool = find(kind);
            if (tool.isPresent() && kind == ImageTool.DOCKER && !engineAnswers(tool.get())) {
                dockerWithoutEngine = true;
            } else if (tool.isPresent()) {
                if (dockerWithoutEngine) {
                    log.line(
                            "Image: the engine of docker does not answer, so " + name(kind) + " builds the Dockerfile");
                }
                return tool.get();
            }
        }
        throw new UserException(
                "A Dockerfile needs docker, buildah, podman or kaniko on the machine that builds, and "
                        + (dockerWithoutEngine
                                ? "it has docker alone, whose engine does not answer."
                                : "it has none of them."),
                JobFiles.UNTOUCHED,
                "Install one of them, or describe the image by base, jars and files, for which nothing is needed.");
    }

    private Optional<DockerfileTool> find(ImageTool kind) {
        List<String> names = kind == ImageTool.KANIKO ? List.of("kaniko", "executor") : List.of(name(kind));
        return path.stream()
                .flatMap(directory -> names.stream().map(directory::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(file -> new DockerfileTool(kind, file));
    }

    private static boolean engineAnswers(DockerfileTool docker) throws InterruptedException {
        try {
            return new ToolProcess(Path.of("").toAbsolutePath(), Map.of(), line -> {})
                    .run(List.of(docker.program().toString(), "version", "--format", "{{.Server.Version}}"))
                    .well();
        } catch (IOException e) {
            return false;
        }
    }

    static String name(ImageTool kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Has pip put the packages of a requirements file into a directory, and takes from it what is the same on every machine. */
final class PythonPackages {
    private static final String PYTHON = "python3";

    /** What pip writes is read for its errors alone, and built packages get a fixed time. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PIP_DISABLE_PIP_VERSION_CHECK", "1",
            "PIP_NO_INPUT", "1",
            "PYTHONDONTWRITEBYTECODE", "1",
            "PYTHONHASHSEED", "0",
            "SOURCE_DATE_EPOCH", "315532800");

    private final Path root;
    private final ContentStore store;
    private final BuildLog log;
    private final String python;

    PythonPackages(Path root, ContentStore store, BuildLog log) {
        this(root, store, log, PYTHON);
    }

    /** @param python the interpreter that has pip */
    PythonPackages(Path root, ContentStore store, BuildLog log, String python) {
        this.root = root;
        this.store = store;
        this.log = log;
        this.python = python;
    }

    /**
     * The layer with the packages.
     *
     * @param requirements the file, relative to the root
     * @param version Python in the image, {@code 3.10}; empty when it is that of this machine
     * @param platform of the image, {@code linux/amd64}
     */
    FileLayer resolve(String requirements, Optional<String> version, String platform) throws InterruptedException {
        Path file = new GlobFinder(root).find(requirements).get(0);
        requirePip(requirements);
        tellUnpinned(requirements, file);
        try {
            Path directory = Files.createTempDirectory("flink-deploy-python");
            try {
                install(requirements, file, version, platform, directory);
                return layer(requirements, directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UserException(
                    "The packages of " + requirements + " cannot be written (" + e.getMessage() + ").",
                    JobFiles.UNTOUCHED,
                    "Is the disk full?",
                    e);
        }
    }

    private void requirePip(String requirements) throws InterruptedException {
        try {
            ToolProcess.Ended ended = pip(List.of("--version"));
            if (ended.well()) {
                return;
            }
            throw noPip(requirements, python + " says: " + ended.lastWords(), null);
        } catch (IOException e) {
            throw noPip(requirements, "there is no " + python, e);
        }
    }

    private static UserException noPip(String requirements, String why, IOException cause) {
        return new UserException(
                "The packages of " + requirements + " need Python with pip on the machine that builds: " + why + ".",
                JobFiles.UNTOUCHED,
                "Install python3 and python3-pip there, or put the packages into the base image and remove"
                        + " image.python.requirements.",
                cause);
    }

    private void install(String requirements, Path file, Optional<String> version, String platform, Path directory)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("install", "--quiet", "--no-compile", "--no-warn-script-location"));
        version.ifPresent(wanted -> arguments.addAll(PythonTarget.options(wanted, platform)));
        arguments.addAll(List.of("--target", directory.toString(), "--requirement", file.toString()));
        ToolProcess.Ended ended = pip(arguments);
        if (!ended.well()) {
            throw new UserException(
                    "pip cannot resolve the packages of " + requirements
                            + version.map(wanted -> " for Python " + wanted + " on " + platform)
                                    .orElse("") + ": "
                            + ended.lastWords(),
                    JobFiles.UNTOUCHED,
                    version.isPresent()
                            ? "With image.python.version only packages that are there as wheels can be taken."
                            : "");
        }
    }

    private ToolProcess.Ended pip(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, "-m", "pip"));
        command.addAll(arguments);
        return new ToolProcess(root, ENVIRONMENT, line -> {}).run(command);
    }

    /** A requirement without a version means another image when somebody publishes a new one. */
    private void tellUnpinned(String requirements, Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            List<String> unpinned = lines.map(
                            line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                    .filter(line -> !line.isEmpty() && !line.startsWith("-") && !line.matches(".*(===?|@|\\.whl\\b).*"))
                    .toList();
            if (!unpinned.isEmpty()) {
                log.line("Image: " + requirements + " leaves the version open of " + String.join(", ", unpinned)
                        + "; a new release makes another image and restarts the job");
            }
        } catch (IOException e) {
            throw new UserException(file + " is not readable text.", JobFiles.UNTOUCHED, "", e);
        }
    }

    private FileLayer layer(String requirements, Path directory) throws IOException {
        List<ImageFile> files = new ArrayList<>();
        try (Stream<Path> installed = Files.walk(directory)) {
            for (Path file : installed.filter(Files::isRegularFile).sorted().toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                if (PythonTarget.isPortable(name)) {
                    if (name.endsWith(".dist-info/RECORD")) {
                        PythonTarget.cleanRecord(file);
                    }
                    files.add(new ImageFile(
                            store.put(file).toString(),
                            ImageDefinition.PYTHON_PACKAGES + "/" + name,
                            Files.isExecutable(file) && !Files.isDirectory(file) ? 0755 : 0644));
                }
            }
        }
        log.line("Image: "
                + files.stream()
                        .filter(file -> file.target().endsWith(".dist-info/METADATA"))
                        .count()
                + " packages of " + requirements + " resolved");
        return new FileLayer("Python packages", files);
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

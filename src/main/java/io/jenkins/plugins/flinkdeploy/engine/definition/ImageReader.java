package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code image}: an existing one, one of a Dockerfile, or what to put together. */
final class ImageReader {
    private static final Pattern REPOSITORY = Pattern.compile(
            "(?:[a-zA-Z0-9.-]+(?::\\d+)?/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");

    private static final Pattern OFFICIAL = Pattern.compile("(?:^|/)flink:(\\d+\\.\\d+)");

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.-]+(?::[A-Za-z0-9_.-]+)?");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+");

    private static final List<String> DOCKERFILE_KEYS = List.of("context", "buildArgs", "target", "builder", "cache");
    private static final List<String> FILE_KEYS = List.of("base", "jars", "python", "files", "user", "env");
    private static final List<String> BUILD_KEYS = List.of(
            "base",
            "jars",
            "python",
            "files",
            "user",
            "env",
            "labels",
            "provenance",
            "platforms",
            "dockerfile",
            "context",
            "buildArgs",
            "target",
            "builder",
            "cache",
            "repository");

    private final Section image;
    private final Problems problems;

    ImageReader(Section image, Problems problems) {
        this.image = image;
        this.problems = problems;
    }

    /** @param programs what the jobs run; the files of the repository that they need are added */
    ImageDefinition read(Optional<FlinkVersion> version, boolean session, Collection<Program> programs) {
        if (image.has("reference")) {
            refuseWith("reference", "An image cannot both exist already (reference) and be built", BUILD_KEYS);
            refuseFilesOf(programs, "An existing image");
            return ImageDefinition.existing(image.text("reference").orElse(""));
        }
        Optional<DockerfileBuild> dockerfile = dockerfile(programs);
        if (dockerfile.isEmpty()) {
            for (String key : DOCKERFILE_KEYS) {
                if (image.has(key)) {
                    problems.error(
                            image.at(key),
                            image.pathOf(key),
                            "Only a Dockerfile has a " + key + ".",
                            "Write image.dockerfile, or remove the key.");
                }
            }
        }
        repository("repository");
        repository("cache");
        version.ifPresent(this::compareWithBase);
        return new ImageDefinition(
                Optional.empty(),
                dockerfile.isPresent()
                        ? Optional.empty()
                        : image.text("base").or(() -> version.map(line -> "flink:" + line)),
                image.texts("jars"),
                files(programs),
                image.text("repository"),
                session ? ImageDefinition.CLUSTER_LIB : ImageDefinition.USER_LIB,
                fileModes(),
                python(programs),
                dockerfile,
                options(dockerfile.isPresent()),
                programs.stream().anyMatch(Program::needsRunner));
    }

    private void repository(String key) {
        image.text(key)
                .filter(text -> text.length() > 255 || !REPOSITORY.matcher(text).matches())
                .ifPresent(text -> problems.error(
                        image.at(key),
                        image.pathOf(key),
                        Texts.quoted(text) + " is not a repository name.",
                        "Write it in lower case, without a tag, for instance registry.example.org/flink/orders."));
    }

    private ImageOptions options(boolean dockerfile) {
        matching("user", image.text("user").stream().toList(), USER, "a user, or user:group", "flink");
        List<String> platforms = image.texts("platforms");
        matching("platforms", platforms, PLATFORM, "a platform", "linux/arm64");
        if (dockerfile && platforms.size() > 1) {
            problems.error(
                    image.at("platforms"),
                    image.pathOf("platforms"),
                    "An image with a Dockerfile is built for one platform.",
                    "Keep one of them.");
        }
        return new ImageOptions(
                image.text("user"),
                image.textMap("env"),
                image.textMap("labels"),
                image.texts("provenance").stream()
                        .flatMap(text -> Choices.of(text, ImageOrigin.class).stream())
                        .distinct()
                        .toList(),
                platforms.isEmpty()
                        ? ImageOptions.NONE.platforms()
                        : platforms.stream().distinct().sorted().toList());
    }

    private void matching(String key, List<String> texts, Pattern pattern, String what, String example) {
        texts.stream()
                .filter(text -> !pattern.matcher(text).matches())
                .forEach(text -> problems.error(
                        image.at(key),
                        image.pathOf(key),
                        Texts.quoted(text) + " is not " + what + ".",
                        "Write for instance " + example + "."));
    }

    private Optional<DockerfileBuild> dockerfile(Collection<Program> programs) {
        if (!image.has("dockerfile")) {
            return Optional.empty();
        }
        refuseWith("dockerfile", "The Dockerfile alone says what is in the image, so there is no", FILE_KEYS);
        refuseFilesOf(programs, "An image with a Dockerfile");
        return image.text("dockerfile")
                .map(file -> new DockerfileBuild(
                        file,
                        image.text("context").orElse("."),
                        image.textMap("buildArgs"),
                        image.text("target"),
                        image.choice("builder", ImageTool.class).orElse(ImageTool.AUTO),
                        image.text("cache")));
    }

    private void refuseWith(String chosen, String message, List<String> keys) {
        for (String key : keys) {
            if (image.has(key)) {
                problems.error(
                        image.at(key),
                        image.pathOf(key),
                        message + " (" + key + ").",
                        "Keep " + chosen + " or " + key + ".");
            }
        }
    }

    /** Into an image that is not put together here nothing can be added. */
    private void refuseFilesOf(Collection<Program> programs, String which) {
        for (Program program : programs) {
            Stream.concat(program.pythonFiles().stream(), program.files().values().stream())
                    .forEach(file -> problems.error(
                            image.tree().at(),
                            image.path(),
                            which + " cannot be given the file " + Texts.quoted(file) + " of a job.",
                            "Write the job's file as an absolute path in the image."));
        }
    }

    private Map<String, String> files(Collection<Program> programs) {
        Map<String, String> files = new TreeMap<>();
        Section written = image.section("files");
        written.tree().entries().forEach((target, entry) -> {
            if (!target.startsWith("/") || List.of(target.split("/")).contains("..")) {
                problems.error(
                        entry.keyAt(),
                        written.pathOf(target),
                        "The target " + Texts.quoted(target) + " is not an absolute path in the image.",
                        "Write for instance /opt/flink/plugins/s3/.");
            }
            if (entry.value() instanceof Tree.Mapping more && Section.absent(more, "from")) {
                problems.error(
                        entry.value().at(),
                        written.pathOf(target),
                        "The file to add is missing.",
                        "Write from: <glob>.");
            }
            written.text(target)
                    .or(() -> written.section(target).text("from"))
                    .ifPresent(glob -> files.put(target, glob));
        });
        programs.forEach(program -> program.files().forEach(files::putIfAbsent));
        return files;
    }

    private Map<String, String> fileModes() {
        Map<String, String> modes = new TreeMap<>();
        Section written = image.section("files");
        written.tree().entries().keySet().forEach(target -> written.section(target)
                .text("mode")
                .ifPresent(mode -> modes.put(target, mode.length() == 3 ? "0" + mode : mode)));
        return modes;
    }

    private Optional<PythonFiles> python(Collection<Program> programs) {
        Section python = image.section("python");
        List<String> files = Stream.concat(
                        python.texts("files").stream(), programs.stream().flatMap(each -> each.pythonFiles().stream()))
                .distinct()
                .toList();
        Optional<String> requirements = python.text("requirements");
        python.text("version")
                .filter(text -> !text.matches("3\\.\\d+(\\.\\d+)?"))
                .ifPresent(text -> problems.error(
                        python.at("version"),
                        python.pathOf("version"),
                        Texts.quoted(text) + " is not a version of Python.",
                        "Write for instance \"3.10\"."));
        if (requirements.isPresent() && image.texts("platforms").size() > 1) {
            problems.error(
                    image.at("platforms"),
                    image.pathOf("platforms"),
                    "Python packages are resolved for one platform.",
                    "Keep one platform, or put the packages into the base image.");
        }
        return files.isEmpty() && requirements.isEmpty()
                ? Optional.empty()
                : Optional.of(new PythonFiles(files, requirements, python.text("version")));
    }

    /** The operator chooses its way by flinkVersion; a base image of another line fails late and oddly. */
    private void compareWithBase(FlinkVersion version) {
        image.text("base").map(OFFICIAL::matcher).filter(Matcher::find).ifPresent(matcher -> {
            if (!matcher.group(1).equals(version.toString())) {
                problems.warn(
                        image.at("base"),
                        image.pathOf("base"),
                        "The base image looks like Flink " + matcher.group(1) + ", but flinkVersion is " + version
                                + ".",
                        "Make them agree.");
            }
        });
    }
}

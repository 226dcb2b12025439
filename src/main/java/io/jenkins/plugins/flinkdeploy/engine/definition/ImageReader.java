package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code image}: an existing one, or what to build. */
final class ImageReader {
    private static final Pattern REPOSITORY = Pattern.compile(
            "(?:[a-zA-Z0-9.-]+(?::\\d+)?/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");

    private static final Pattern OFFICIAL = Pattern.compile("(?:^|/)flink:(\\d+\\.\\d+)");

    private final Section image;
    private final Problems problems;

    ImageReader(Section image, Problems problems) {
        this.image = image;
        this.problems = problems;
    }

    ImageDefinition read(Optional<FlinkVersion> version) {
        if (image.has("reference")) {
            for (String key : new String[] {"base", "jars", "files", "repository"}) {
                if (image.has(key)) {
                    problems.error(
                            image.at(key),
                            image.pathOf(key),
                            "An image cannot both exist already (reference) and be built (" + key + ").",
                            "Keep one of the two.");
                }
            }
            return ImageDefinition.existing(image.text("reference").orElse(""));
        }
        image.text("repository")
                .filter(text -> text.length() > 255 || !REPOSITORY.matcher(text).matches())
                .ifPresent(text -> problems.error(
                        image.at("repository"),
                        image.pathOf("repository"),
                        Texts.quoted(text) + " is not a repository name.",
                        "Write it in lower case, without a tag, for instance registry.example.org/flink/orders."));
        version.ifPresent(this::compareWithBase);
        for (String target : image.textMap("files").keySet()) {
            if (!target.startsWith("/")) {
                Section files = image.section("files");
                problems.error(
                        files.tree().entries().get(target).keyAt(),
                        files.pathOf(target),
                        "The target " + Texts.quoted(target) + " is not an absolute path in the image.",
                        "Write for instance /opt/flink/plugins/s3/.");
            }
        }
        return new ImageDefinition(
                Optional.empty(),
                image.text("base").or(() -> version.map(line -> "flink:" + line)),
                image.texts("jars"),
                image.textMap("files"),
                image.text("repository"));
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

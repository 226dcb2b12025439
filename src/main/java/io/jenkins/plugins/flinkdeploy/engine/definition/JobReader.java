package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code jobs}: one jar job for now. */
final class JobReader {
    private static final String JOBS = "jobs";

    private final Section cluster;
    private final Location keyAt;
    private final ImageDefinition image;
    private final Problems problems;

    JobReader(Section cluster, Location keyAt, ImageDefinition image, Problems problems) {
        this.cluster = cluster;
        this.keyAt = keyAt;
        this.image = image;
        this.problems = problems;
    }

    /** @return empty only when there is a problem */
    Optional<JobDefinition> read() {
        Section jobs = cluster.section(JOBS);
        List<String> names = new ArrayList<>(jobs.tree().entries().keySet());
        if (names.isEmpty()) {
            // When "jobs" is there but is no map, that has been said.
            if (!cluster.has(JOBS) || cluster.tree().get(JOBS) instanceof Tree.Mapping) {
                problems.error(
                        keyAt, cluster.pathOf(JOBS), "The cluster has no job.", "Write jobs: {<name>: {jar: …}}.");
            }
            return Optional.empty();
        }
        if (names.size() > 1) {
            problems.error(
                    jobs.tree().entries().get(names.get(1)).keyAt(),
                    jobs.pathOf(names.get(1)),
                    "Several jobs in one cluster are not supported yet.",
                    "Write one cluster for each job.");
        }
        return jobs.tree().get(names.get(0)) instanceof Tree.Mapping
                ? job(names.get(0), jobs.section(names.get(0)))
                : Optional.empty();
    }

    private Optional<JobDefinition> job(String name, Section job) {
        Optional<String> jar = job.text("jar").or(this::onlyJar);
        if (jar.isEmpty()) {
            if (!job.has("jar")) {
                problems.error(
                        job.tree().at(),
                        job.pathOf("jar"),
                        "The job's jar is missing.",
                        "Write the file name of one of the image's jars.");
            }
            return Optional.empty();
        }
        jar.ifPresent(file -> checkJar(file, job));
        return Optional.of(new JobDefinition(
                name,
                jar.get(),
                job.text("class"),
                job.texts("args"),
                job.whole("parallelism").orElse(1),
                job.choice("state", StateMode.class).orElse(StateMode.SAVEPOINT),
                job.flag("allowNonRestoredState")));
    }

    private Optional<String> onlyJar() {
        return image.jars().size() == 1 && !image.jars().get(0).matches(".*[*?\\[{].*")
                ? Optional.of(lastSegment(image.jars().get(0)))
                : Optional.empty();
    }

    /** A jar that no rule of the image brings would be missed only by the started job, after the old one was stopped. */
    private void checkJar(String jar, Section job) {
        if (jar.contains("://")) {
            if (!jar.startsWith("local://")) {
                problems.error(
                        job.at("jar"),
                        job.pathOf("jar"),
                        "The jar of an application cluster must be in the image.",
                        "Write its file name, or local:// and its path in the image.");
            }
            return;
        }
        if (jar.contains("/")) {
            problems.error(
                    job.at("jar"),
                    job.pathOf("jar"),
                    Texts.quoted(jar) + " is a path; the job names a file in the image.",
                    "Write " + lastSegment(jar) + " here and the path under image.jars.");
            return;
        }
        // Without a list of jars the base image or an existing image may bring it, which cannot be seen from here.
        if (image.jars().isEmpty() || !image.files().isEmpty()) {
            return;
        }
        boolean brought = image.jars().stream().anyMatch(glob -> matches(lastSegment(glob), jar));
        if (!brought) {
            List<String> known =
                    image.jars().stream().map(JobReader::lastSegment).toList();
            String hint = Texts.nearest(jar, known)
                    .map(near -> "Did you mean " + Texts.quoted(near) + "?")
                    .orElse("The image has: " + String.join(", ", known) + ".");
            problems.error(
                    job.at("jar"), job.pathOf("jar"), "No jar of the image is called " + Texts.quoted(jar) + ".", hint);
        }
    }

    private static boolean matches(String glob, String name) {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return matcher.matches(Path.of(name));
        } catch (IllegalArgumentException e) {
            return true; // a bad glob or name is told where files are looked for
        }
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** Reads one job and checks it against the image. */
final class JobReader {
    private final Section cluster;
    private final Section job;
    private final boolean inSession;
    private final Problems problems;

    JobReader(Section cluster, Section job, boolean inSession, Problems problems) {
        this.cluster = cluster;
        this.job = job;
        this.inSession = inSession;
        this.problems = problems;
    }

    /** @param after jobs of the same cluster that come first */
    JobDefinition read(String name, String resourceName, Program program, List<String> after, ImageDefinition image) {
        program.jar().filter(jar -> !program.needsRunner()).ifPresent(jar -> checkJar(jar, program, image));
        StateMode state = job.choice("state", StateMode.class).orElse(StateMode.SAVEPOINT);
        if (inSession && state == StateMode.LAST_STATE) {
            problems.warn(
                    job.at("state"),
                    job.pathOf("state"),
                    "Operators before 1.10 refuse last-state for a job on a session cluster.",
                    "Write savepoint unless the operator is known to be newer.");
        }
        return new JobDefinition(
                name,
                resourceName,
                program.kind(),
                inSession,
                program.jar(),
                job.text("split").filter("off"::equals).isEmpty(),
                program.mainClass(),
                program.args(),
                program.env(),
                program.conf(),
                program.beamWorkers(),
                job.whole("parallelism").orElse(1),
                state,
                job.flag("allowNonRestoredState"),
                after,
                job.text("owner").or(() -> cluster.text("owner")),
                job.text("costOwner").or(() -> cluster.text("costOwner")));
    }

    /** A jar that no rule of the image brings would be missed only by the started job, after the old one was stopped. */
    private void checkJar(String jar, Program program, ImageDefinition image) {
        boolean runner = program.kind() == JobKind.SQL;
        Section section = runner ? job.section("sql") : job;
        String key = runner ? "runner" : "jar";
        if (jar.contains("://")) {
            address(jar, section, key);
            return;
        }
        if (jar.contains("/")) {
            problems.error(
                    section.at(key),
                    section.pathOf(key),
                    Texts.quoted(jar) + " is a path; the job names a file in the image.",
                    "Write " + lastSegment(jar) + " here and the path under image.jars.");
            return;
        }
        // Without a list of jars the base image or an existing image may bring it, which cannot be seen from here.
        if (image.jars().isEmpty() || !cluster.section("image").textMap("files").isEmpty()) {
            return;
        }
        if (image.jars().stream().noneMatch(glob -> matches(lastSegment(glob), jar))) {
            List<String> known =
                    image.jars().stream().map(JobReader::lastSegment).toList();
            String hint = Texts.nearest(jar, known)
                    .map(near -> "Did you mean " + Texts.quoted(near) + "?")
                    .orElse("The image has: " + Texts.listed(known) + ".");
            problems.error(
                    section.at(key),
                    section.pathOf(key),
                    "No jar of the image is called " + Texts.quoted(jar) + ".",
                    hint);
        }
    }

    private void address(String jar, Section section, String key) {
        boolean local = jar.startsWith("local://");
        if (!inSession && !local) {
            problems.error(
                    section.at(key),
                    section.pathOf(key),
                    "The jar of an application cluster must be in the image.",
                    "Write its file name, or local:// and its path in the image.");
        } else if (inSession && local) {
            problems.error(
                    section.at(key),
                    section.pathOf(key),
                    "The operator uploads the jar of a job on a session cluster, and cannot see into the image.",
                    "Write the file name of one of the image's jars, or an address such as https:// or s3://.");
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

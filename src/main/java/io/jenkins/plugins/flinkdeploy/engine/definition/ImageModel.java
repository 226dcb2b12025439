package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.definition.Shape.Key;

/** The keys of the image. */
final class ImageModel {
    private static final Shape TEXT = new Shape.Text(false);
    private static final Shape VALUE = new Shape.Text(true);

    private static final Shape.Section FILE = Shape.Section.of(
            Key.of("from", TEXT, "", "Glob relative to the cluster file. Required.", "bin/start.sh"),
            Key.of("mode", new Shape.FileMode(), "0644", "Access rights in the image.", "\"0755\""));

    private static final Shape.Section PYTHON = Shape.Section.of(
            Key.of(
                    "files",
                    new Shape.Items(TEXT),
                    "[]",
                    "Python files (globs, relative to the file); below /opt/flink/usrlib/python they keep their paths.",
                    "[src/**/*.py]"),
            Key.of(
                    "requirements",
                    TEXT,
                    "",
                    "Requirements file whose packages are added to the image, under /opt/flink/usrlib/python-packages.",
                    "requirements.txt"),
            Key.of(
                    "version",
                    TEXT,
                    "that of the machine that builds",
                    "Python of the base image, for which packages are chosen; only such as are there as wheels.",
                    "\"3.10\""));

    static final Shape.Section IMAGE = Shape.Section.of(
            Key.of(
                    "base",
                    TEXT,
                    "flink:<flinkVersion>",
                    "Base image; pinned to its digest when the image is built.",
                    "flink:1.20-java17"),
            Key.of(
                    "jars",
                    new Shape.Items(TEXT),
                    "[]",
                    "Jars (globs, relative to the file), added under /opt/flink/usrlib; for a session cluster under"
                            + " /opt/flink/lib, where all its jobs see them.",
                    "[target/orders.jar]"),
            Key.of("python", PYTHON, "", "Python code that is added.", ""),
            Key.of(
                    "files",
                    new Shape.Named(new Shape.TextOr(FILE)),
                    "",
                    "Further files: target in the image to glob; a target that ends in / is a directory. Instead of the glob a"
                            + " map says the access rights, too.",
                    "{\"/opt/flink/plugins/s3/\": \"plugins/*.jar\"}"),
            Key.of("user", TEXT, "the base image's", "User, or user:group, that the image runs as.", "flink"),
            Key.of("env", new Shape.Named(VALUE), "", "Environment variables of the image.", "{TZ: UTC}"),
            Key.of("labels", new Shape.Named(VALUE), "", "Labels of the image.", "{org.example.team: orders}"),
            Key.of(
                    "provenance",
                    new Shape.Items(Shape.Choice.of("commit", "source", "build")),
                    "[]",
                    "Where the image comes from, as labels: its commit, the address of the repository, the address of the"
                            + " build. With commit or build each deployment has another image and restarts its jobs.",
                    "[source]"),
            Key.of(
                    "platforms",
                    new Shape.Items(TEXT),
                    "[linux/amd64]",
                    "Platforms that the image is for.",
                    "[linux/amd64, linux/arm64]"),
            Key.of(
                    "dockerfile",
                    TEXT,
                    "",
                    "Builds the image with docker, buildah, podman or kaniko, instead of base, jars, python and files.",
                    "Dockerfile"),
            Key.of("context", TEXT, "the cluster file's directory", "Build context of the Dockerfile.", "."),
            Key.of("buildArgs", new Shape.Named(VALUE), "", "Build arguments of the Dockerfile.", "{FLINK: \"1.20\"}"),
            Key.of("target", TEXT, "the last stage", "Stage of the Dockerfile to build.", "job"),
            Key.of(
                    "builder",
                    Shape.Choice.of("auto", "docker", "buildah", "podman", "kaniko"),
                    "auto",
                    "What builds the Dockerfile; auto takes the first of them that the machine has and that answers.",
                    "buildah"),
            Key.of(
                    "cache",
                    TEXT,
                    "",
                    "Repository in which the Dockerfile's layers are kept for later builds on other machines.",
                    "registry.example.org/flink/orders-cache"),
            Key.of(
                    "repository",
                    TEXT,
                    "",
                    "Where the built image is pushed, without a tag.",
                    "registry.example.org/flink/orders"),
            Key.of(
                    "reference",
                    TEXT,
                    "",
                    "An image that exists already, instead of all of the above.",
                    "registry.example.org/flink/orders:7"));

    private ImageModel() {}
}

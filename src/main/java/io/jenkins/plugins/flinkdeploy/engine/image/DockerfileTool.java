package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.definition.ImageTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The commands by which a program builds and pushes the image of a Dockerfile.
 *
 * @param kind which program it is
 * @param program where it is
 */
record DockerfileTool(ImageTool kind, Path program) {
    /** The time that tools are told to give to all they write, where they can: the earliest that a zip can tell. */
    static final String EPOCH = "315532800";

    /**
     * What one build needs.
     *
     * @param file the Dockerfile
     * @param context the build context
     * @param digestFile where the tool may write the digest
     * @param certificates a directory with the certificate authorities to trust, as {@code .crt} files; empty for none
     * @param pullInsecure whether base images may be taken without verified TLS
     * @param pushInsecure whether the target registry may be reached without verified TLS
     */
    record Work(
            DockerfileRequest request,
            Path file,
            Path context,
            Path digestFile,
            Optional<Path> certificates,
            boolean pullInsecure,
            boolean pushInsecure) {}

    /** The commands, in their order. The first that tells a digest has pushed the image. */
    List<List<String>> commands(Work work) {
        return switch (kind) {
            case DOCKER -> docker(work);
            case KANIKO -> List.of(kaniko(work));
            default -> buildah(work);
        };
    }

    private List<List<String>> docker(Work work) {
        DockerfileRequest request = work.request();
        List<String> build = command("build", "--file", work.file().toString(), "--tag", request.image());
        build.addAll(common(request, "--platform"));
        request.build().cache().ifPresent(cache -> {
            // The layers' origin is written into the image itself, so that the image is the cache.
            build.addAll(List.of("--cache-from", cache + ":latest", "--build-arg", "BUILDKIT_INLINE_CACHE=1"));
        });
        build.add(work.context().toString());
        List<List<String>> commands = new ArrayList<>(List.of(build, command("push", request.image())));
        request.build().cache().ifPresent(cache -> {
            commands.add(command("tag", request.image(), cache + ":latest"));
            commands.add(command("push", cache + ":latest"));
        });
        return commands;
    }

    /** Podman takes the same arguments. */
    private List<List<String>> buildah(Work work) {
        DockerfileRequest request = work.request();
        List<String> build = command("build", "--layers", "--timestamp", EPOCH);
        build.addAll(List.of("--file", work.file().toString(), "--tag", request.image()));
        build.addAll(common(request, "--platform"));
        request.build().cache().ifPresent(cache -> build.addAll(List.of("--cache-from", cache, "--cache-to", cache)));
        if (work.pullInsecure()) {
            build.add("--tls-verify=false");
        }
        List<String> push = command("push", "--digestfile", work.digestFile().toString());
        if (work.pushInsecure()) {
            push.add("--tls-verify=false");
        }
        work.certificates().map(Path::toString).ifPresent(directory -> {
            build.addAll(List.of("--cert-dir", directory));
            push.addAll(List.of("--cert-dir", directory));
        });
        build.add(work.context().toString());
        push.add(request.image());
        return List.of(build, push);
    }

    private List<String> kaniko(Work work) {
        DockerfileRequest request = work.request();
        List<String> build = command(
                "--context",
                "dir://" + work.context(),
                "--dockerfile",
                work.file().toString());
        build.addAll(List.of("--destination", request.image(), "--reproducible"));
        build.addAll(List.of("--digest-file", work.digestFile().toString()));
        build.addAll(common(request, "--custom-platform"));
        request.build().cache().ifPresent(cache -> build.addAll(List.of("--cache=true", "--cache-repo", cache)));
        if (work.pullInsecure()) {
            build.addAll(List.of("--insecure-pull", "--skip-tls-verify-pull"));
        }
        if (work.pushInsecure()) {
            build.addAll(List.of("--insecure", "--skip-tls-verify"));
        }
        request.access()
                .authorities()
                .ifPresent(file -> build.addAll(
                        List.of("--registry-certificate", request.repository().replaceFirst("/.*", "") + "=" + file)));
        return build;
    }

    private static List<String> common(DockerfileRequest request, String platform) {
        List<String> options = new ArrayList<>(List.of(platform, request.platform()));
        request.build()
                .buildArgs()
                .forEach((name, value) -> options.addAll(List.of("--build-arg", name + "=" + value)));
        request.labels().forEach((name, value) -> options.addAll(List.of("--label", name + "=" + value)));
        request.build().target().ifPresent(stage -> options.addAll(List.of("--target", stage)));
        return options;
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}

package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.ImageReference;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the image of a Dockerfile with a program of this machine, pushes it, and asks the registry what it has then. */
public final class DockerfileBuilder {
    private static final String UNTOUCHED = "No image was pushed; the running job was not touched.";
    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    private final DockerfileTools tools;
    private final Path userConfig;

    public DockerfileBuilder() {
        this(DockerfileTools.ofThisMachine(), ToolConfig.ofUser());
    }

    DockerfileBuilder(DockerfileTools tools, Path userConfig) {
        this.tools = tools;
        this.userConfig = userConfig;
    }

    /**
     * Builds and pushes.
     *
     * @param root directory of the cluster file
     * @throws UserException when a file or a program is missing, or the program fails
     * @throws InterruptedException when the build is ended from outside; the program has been ended, too
     */
    public BuiltImage build(Path root, DockerfileRequest request, RegistryCredentials credentials, BuildLog log)
            throws InterruptedException {
        long start = System.nanoTime();
        References references = References.of(ImageRequest.of(request.image(), request.repository(), List.of())
                .withTag(request.tag()));
        Path file = new GlobFinder(root).find(request.build().file()).get(0);
        Path context = context(root, request.build().context());
        DockerfileTool tool = tools.choose(request.build().tool(), log);
        Predicate<String> insecure = registry -> request.access().allowInsecure() || References.isLoopback(registry);
        try (PushedManifests registry = new PushedManifests(references, request.access(), insecure, credentials)) {
            Optional<String> before = registry.digest(request.tag());
            String digest = run(tool, request, file, context, insecure, credentials, references, log)
                    .or(() -> registry.digest(request.tag()))
                    .orElseThrow(() -> new UserException(
                            "The registry does not have " + request.image() + " after it was pushed.", "", ""));
            long bytes = registry.bytes(digest);
            boolean same = before.filter(digest::equals).isPresent();
            BuiltImage built = new BuiltImage(
                    request.repository(),
                    request.tag(),
                    digest,
                    "",
                    same ? 0 : bytes,
                    same ? bytes : 0,
                    Duration.ofNanos(System.nanoTime() - start));
            log.line("Image: " + (same ? "unchanged, " : "") + Sizes.text(bytes) + ", built by "
                    + DockerfileTools.name(tool.kind()));
            log.line("Image: " + built.pinned());
            return built;
        } catch (IOException e) {
            throw new UserException(
                    "The image cannot be built from " + request.build().file() + " (" + e.getMessage() + ").",
                    UNTOUCHED,
                    "",
                    e);
        }
    }

    private static Path context(Path root, String named) {
        Path top = root.toAbsolutePath().normalize();
        Path context = top.resolve(named).normalize();
        if (!context.startsWith(top) || !Files.isDirectory(context)) {
            throw new UserException(
                    "The build context \"" + named + "\" is not a directory below " + top + ".",
                    JobFiles.UNTOUCHED,
                    "Give a path relative to the directory of the definition, without \"..\".");
        }
        return context;
    }

    /** The digest, when the tool tells it. */
    private Optional<String> run(
            DockerfileTool tool,
            DockerfileRequest request,
            Path file,
            Path context,
            Predicate<String> insecure,
            RegistryCredentials credentials,
            References references,
            BuildLog log)
            throws IOException, InterruptedException {
        List<ImageReference> bases =
                DockerfileBases.of(Files.readAllLines(file), request.build().buildArgs());
        List<ImageReference> images = new ArrayList<>(List.of(references.target()));
        images.addAll(bases);
        boolean pullInsecure = !bases.isEmpty()
                && bases.stream().map(ImageReference::getRegistry).allMatch(insecure);
        boolean pushInsecure = insecure.test(references.target().getRegistry());
        try (ToolConfig config = ToolConfig.write(userConfig, credentials, images)) {
            Optional<Path> authority = request.access().authorities();
            DockerfileTool.Work work = new DockerfileTool.Work(
                    request,
                    file,
                    context,
                    config.digestFile(),
                    authority.isPresent() ? Optional.of(config.trust(authority.get())) : Optional.empty(),
                    pullInsecure,
                    pushInsecure);
            String name = DockerfileTools.name(tool.kind());
            ToolProcess process = new ToolProcess(context, config.environment(), line -> log.line(name + ": " + line));
            Optional<String> told = Optional.empty();
            for (List<String> command : tool.commands(work)) {
                ToolProcess.Ended ended = process.run(command);
                if (!ended.well()) {
                    throw new UserException(
                            name + " failed to " + (command.contains("push") ? "push " : "build ") + request.image()
                                    + " (exit status " + ended.status() + "): " + ended.lastWords(),
                            UNTOUCHED,
                            "Its whole output is above.");
                }
                // What is pushed after the image is the cache.
                if (told.isEmpty()) {
                    told = digest(ended, config.digestFile());
                }
            }
            return told;
        }
    }

    private static Optional<String> digest(ToolProcess.Ended ended, Path file) throws IOException {
        if (Files.exists(file)) {
            return Optional.of(Files.readString(file).strip()).filter(text -> text.startsWith("sha256:"));
        }
        return ended.tail().stream()
                .map(DIGEST::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }
}

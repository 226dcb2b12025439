package io.jenkins.plugins.flinkdeploy.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's two git repositories: a work tree in which a developer commits, and a bare one to which they push and whose
 * post-receive hook builds and deploys. The hook stands for Jenkins.
 */
final class DemoRepository {
    private final Path directory;
    private final Path work;
    private final Path bare;
    private final Path checkout;
    private final Commands commands;

    DemoRepository(Path directory, Commands commands) {
        this.directory = directory;
        this.work = directory.resolve("work");
        this.bare = directory.resolve("counter.git");
        this.checkout = directory.resolve("checkout");
        this.commands = commands;
    }

    /** Makes both repositories from the example. */
    void create(Path example, String hook) throws IOException {
        copy(example, work);
        Files.createDirectories(checkout);
        commands.run(directory, List.of("git", "init", "--quiet", "--bare", "--initial-branch=main", bare.toString()));
        commands.run(work, List.of("git", "init", "--quiet", "--initial-branch=main"));
        commands.run(work, List.of("git", "config", "user.name", "Demo"));
        commands.run(work, List.of("git", "config", "user.email", "demo@example.org"));
        commands.run(work, List.of("git", "remote", "add", "origin", bare.toString()));
        Path file = bare.resolve("hooks").resolve("post-receive");
        Files.createDirectories(bare.resolve("hooks"));
        Files.writeString(file, hook);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Changes a file of the work tree; the text to replace must be there exactly once. */
    void edit(String file, String from, String to) throws IOException {
        Path path = work.resolve(file);
        String text = Files.readString(path);
        int at = text.indexOf(from);
        if (at < 0 || text.indexOf(from, at + 1) >= 0) {
            throw new IllegalStateException("The demo expects exactly one '" + from + "' in " + file);
        }
        Files.writeString(path, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    /** Commits everything and pushes; returns when the hook has ended. Returns the commit. */
    String commitAndPush(String message) throws IOException {
        commands.run(work, List.of("git", "add", "--all"));
        commands.run(work, List.of("git", "commit", "--quiet", "--message", message));
        String commit = commands.run(work, List.of("git", "rev-parse", "HEAD")).strip();
        commands.run(work, List.of("git", "push", "--quiet", "origin", "main"));
        return commit;
    }

    Path work() {
        return work;
    }

    Path bare() {
        return bare;
    }

    Path checkout() {
        return checkout;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path relative = from.relativize(file);
                if (relative.startsWith("target")) {
                    continue;
                }
                Path target = to.resolve(relative.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}

package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the files that a pattern means, below one directory. */
final class GlobFinder {
    private final Path root;

    GlobFinder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** At least one file, in the order of their paths. */
    List<Path> find(String glob) {
        Path literal = literalPrefix(glob);
        PathMatcher matcher = matcher(glob);
        List<Path> found;
        if (Files.isRegularFile(root.resolve(glob))) {
            found = List.of(root.resolve(glob));
        } else if (Files.isDirectory(root.resolve(literal))) {
            found = walk(root.resolve(literal), depth(glob, literal), matcher);
        } else {
            found = List.of();
        }
        if (found.isEmpty()) {
            throw nothing(glob, root.resolve(literal));
        }
        found.forEach(file -> requireBelowRoot(glob, file));
        return found;
    }

    private List<Path> walk(Path start, int depth, PathMatcher matcher) {
        try (Stream<Path> files = Files.walk(start, depth)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(root.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UserException("The directory " + start + " cannot be read.", JobFiles.UNTOUCHED, "", e);
        }
    }

    /** The directories before the first wildcard: nothing outside them can match, so nothing else is read. */
    private Path literalPrefix(String glob) {
        if (glob.isBlank() || glob.startsWith("/") || List.of(glob.split("/")).contains("..")) {
            throw new UserException(
                    "\"" + glob + "\" is not a path below " + root + ".",
                    JobFiles.UNTOUCHED,
                    "Give a path relative to the directory of the definition, without \"..\".");
        }
        Path prefix = Path.of("");
        String[] parts = glob.split("/");
        for (int i = 0; i < parts.length - 1 && !parts[i].matches(".*[*?\\[{\\\\].*"); i++) {
            prefix = prefix.resolve(parts[i]);
        }
        return prefix;
    }

    private static int depth(String glob, Path literal) {
        if (glob.contains("**") || glob.contains("{")) {
            return Integer.MAX_VALUE;
        }
        return glob.split("/").length - (literal.toString().isEmpty() ? 0 : literal.getNameCount());
    }

    private static PathMatcher matcher(String glob) {
        // People expect **/ to match no directory as well. Groups cannot be nested, so a pattern with groups keeps it
        // as is.
        String pattern = glob.contains("{") ? glob : glob.replace("**/", "{**/,}");
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new UserException(
                    "\"" + glob + "\" is not a valid pattern: " + e.getDescription() + ".",
                    JobFiles.UNTOUCHED,
                    "* matches within one directory, ** across directories, ? one character, {a,b} either.",
                    e);
        }
    }

    private void requireBelowRoot(String glob, Path file) {
        try {
            if (!file.toRealPath().startsWith(root.toRealPath())) {
                throw new UserException(
                        "\"" + glob + "\" matches " + root.relativize(file) + ", a link that leaves " + root + ".",
                        JobFiles.UNTOUCHED,
                        "Copy the file into the directory of the definition.");
            }
        } catch (IOException e) {
            throw new UserException("The file " + file + " cannot be read.", JobFiles.UNTOUCHED, "", e);
        }
    }

    private UserException nothing(String glob, Path directory) {
        String where = Files.isDirectory(directory)
                ? "No file in " + directory + " matches \"" + glob + "\"."
                : "No file matches \"" + glob + "\": there is no directory " + directory + ".";
        List<String> candidates = new NearFiles(root).to(glob);
        String remedy = candidates.isEmpty()
                ? "Is the job built before it is deployed?"
                : "Near it: " + String.join(", ", candidates) + ".";
        return new UserException(where, JobFiles.UNTOUCHED, remedy);
    }
}

package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which repository a directory was cloned from, without Git. */
public final class GitSource {
    private static final Pattern SECTION = Pattern.compile("\\s*\\[(.*)]\\s*");
    private static final Pattern URL = Pattern.compile("\\s*url\\s*=\\s*(\\S+)\\s*");

    private GitSource() {}

    /** The address of the remote {@code origin} of the clone that a directory is in; empty when it is in none. */
    public static Optional<String> of(Path directory) {
        for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path config = at.resolve(".git").resolve("config");
            if (Files.isRegularFile(config)) {
                try {
                    return origin(Files.readAllLines(config));
                } catch (IOException e) {
                    // A label is not worth an image.
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> origin(List<String> config) {
        boolean inOrigin = false;
        for (String line : config) {
            Matcher section = SECTION.matcher(line);
            Matcher url = URL.matcher(line);
            if (section.matches()) {
                inOrigin = section.group(1).equals("remote \"origin\"");
            } else if (inOrigin && url.matches()) {
                return Optional.of(url.group(1));
            }
        }
        return Optional.empty();
    }
}

package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Suggests files that somebody may have meant. */
final class NearFiles {
    private static final int DEPTH = 4;
    private static final int MOST = 3;

    private final Path root;

    NearFiles(Path root) {
        this.root = root;
    }

    /** Up to three files with the same ending, the most similar first, relative to the root. */
    List<String> to(String glob) {
        String ending = glob.replaceFirst(".*(?=\\.)", "");
        try (Stream<Path> files = Files.walk(root, DEPTH)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(ending) && !file.startsWith(".") && !file.contains("/."))
                    .sorted(Comparator.<String>comparingInt(file -> distance(glob, file))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(MOST)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // A suggestion is not worth a second error.
            return List.of();
        }
    }

    /** How many characters have to be added, removed or replaced. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}

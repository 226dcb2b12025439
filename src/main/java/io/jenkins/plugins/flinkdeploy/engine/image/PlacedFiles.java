package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files with their places in the image; no place has two. */
final class PlacedFiles {
    private final SortedMap<String, ImageFile> files = new TreeMap<>();

    /**
     * Adds what a pattern of a definition has found.
     *
     * @param target absolute path in the image; one that ends in a slash is a directory
     * @param mode access rights in octal digits, empty for the usual ones
     */
    void add(String target, List<Path> found, Optional<String> mode) {
        if (!target.startsWith("/") || List.of(target.split("/")).contains("..")) {
            throw new UserException(
                    "\"" + target + "\" is not an absolute path in the image.",
                    JobFiles.UNTOUCHED,
                    "It begins with a slash; when it ends in one too, it is a directory.");
        }
        if (target.endsWith("/")) {
            found.forEach(file -> add(target + file.getFileName(), file, mode));
        } else if (found.size() == 1) {
            add(target, found.get(0), mode);
        } else {
            throw new UserException(
                    found.size() + " files are to be put at " + target + " in the image.",
                    JobFiles.UNTOUCHED,
                    "End the path with a slash when it is a directory.");
        }
    }

    void add(String target, Path source) {
        add(target, source, Optional.empty());
    }

    private void add(String target, Path source, Optional<String> mode) {
        ImageFile usual = ImageFile.of(source, target);
        ImageFile file = mode.map(octal -> new ImageFile(usual.source(), target, Integer.parseInt(octal, 8)))
                .orElse(usual);
        ImageFile other = files.putIfAbsent(target, file);
        if (other != null && !other.equals(file)) {
            throw new UserException(
                    other.source().equals(file.source())
                            ? file.source() + " is to have two access rights at " + target + " in the image."
                            : other.source() + " and " + file.source() + " have the same place " + target
                                    + " in the image.",
                    JobFiles.UNTOUCHED,
                    "Rename one of them, or narrow the pattern.");
        }
    }

    List<ImageFile> files() {
        return List.copyOf(files.values());
    }

    /** One layer, or none when there are no files. */
    List<FileLayer> layer(String name) {
        return files.isEmpty() ? List.of() : List.of(new FileLayer(name, files()));
    }
}

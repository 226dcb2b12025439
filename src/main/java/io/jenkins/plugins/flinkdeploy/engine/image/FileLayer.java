package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Files that are stored and pushed together.
 *
 * @param name what the layer is called in logs and in the image's history
 * @param files in the order of their targets, whatever order they came in: the layer's digest depends on it
 */
public record FileLayer(String name, List<ImageFile> files) implements Serializable {
    public FileLayer {
        Objects.requireNonNull(name, "name");
        files = files.stream().sorted(Comparator.comparing(ImageFile::target)).toList();
    }
}

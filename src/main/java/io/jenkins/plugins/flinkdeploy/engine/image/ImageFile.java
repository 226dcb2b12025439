package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One file of the image. Paths are text because the request travels to the machine that builds.
 *
 * @param source the file on the machine that builds
 * @param target the absolute path in the image, with forward slashes
 * @param mode permission bits, for instance {@code 0644}
 */
public record ImageFile(String source, String target, int mode) implements Serializable {
    public ImageFile {
        Objects.requireNonNull(source, "source");
        if (!target.startsWith("/") || target.endsWith("/")) {
            throw new IllegalArgumentException("not an absolute path of a file: " + target);
        }
    }

    /** A file that everybody may read; executable when the name says that it is a script. */
    public static ImageFile of(Path source, String target) {
        return new ImageFile(source.toAbsolutePath().toString(), target, target.endsWith(".sh") ? 0755 : 0644);
    }
}

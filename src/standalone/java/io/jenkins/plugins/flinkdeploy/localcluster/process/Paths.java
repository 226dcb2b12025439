package io.jenkins.plugins.flinkdeploy.localcluster.process;

import java.nio.file.Path;
import java.util.Objects;

/** Parts of paths that are never missing, because the paths name something below a root. */
public final class Paths {
    private Paths() {}

    /** The last name of a path that has one. */
    public static String name(Path path) {
        return Objects.requireNonNull(path.getFileName(), "file name").toString();
    }

    /** The directory of a path that has one. */
    public static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), "parent");
    }
}

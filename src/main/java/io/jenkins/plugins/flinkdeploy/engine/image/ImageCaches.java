package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Directories that several builds may use at the same time; made when they are not there. Paths are text because the
 * request travels to the machine that builds.
 *
 * @param base layers and manifests of base images
 * @param application layers made from files
 */
public record ImageCaches(String base, String application) implements Serializable {
    /** What each of the two may grow to before its oldest entries are deleted. */
    static final long LIMIT_BYTES = 10_000_000_000L;

    public ImageCaches {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(application, "application");
    }

    /** Both caches below one directory. */
    public static ImageCaches below(Path directory) {
        Path absolute = directory.toAbsolutePath();
        return new ImageCaches(
                absolute.resolve("base").toString(),
                absolute.resolve("application").toString());
    }

    /**
     * The caches of the user who runs this process: below {@code FLINK_DEPLOY_CACHE}, else {@code
     * XDG_CACHE_HOME/flink-deploy}, else {@code ~/.cache/flink-deploy}.
     */
    public static ImageCaches ofUser() {
        return below(userDirectory(System.getenv(), System.getProperty("user.home")));
    }

    static Path userDirectory(Map<String, String> environment, String home) {
        String own = environment.getOrDefault("FLINK_DEPLOY_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own, "images");
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = xdg.isEmpty() ? Path.of(home, ".cache") : Path.of(xdg);
        return caches.resolve("flink-deploy").resolve("images");
    }

    /** Where the files of images lie while they are built. */
    ContentStore content() {
        return new ContentStore(Path.of(application, "content"));
    }
}

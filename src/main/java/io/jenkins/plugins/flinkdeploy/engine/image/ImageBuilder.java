package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.function.Predicate;

/**
 * Builds the image of a job and pushes it, with no daemon and nothing installed. What the registry has already is not sent
 * again. May be used by several threads at the same time.
 */
public final class ImageBuilder {
    private final Predicate<String> loopback;
    private final BackOff backOff;
    private final BackOff.Pause pause;

    public ImageBuilder() {
        this(References::isLoopback, BackOff.DEFAULT, duration -> Thread.sleep(duration.toMillis()));
    }

    /**
     * @param loopback which registries are on this host
     * @param pause waits between attempts
     */
    ImageBuilder(Predicate<String> loopback, BackOff backOff, BackOff.Pause pause) {
        this.loopback = loopback;
        this.backOff = backOff;
        this.pause = pause;
    }

    /**
     * Builds and pushes.
     *
     * @throws UserException when a file, a name, a registry or the disk does not allow it; the image's tag is then as it
     *     was, because the registry learns of the image last
     * @throws InterruptedException when the thread is interrupted; transfers are cut off, the tag is as it was
     */
    public BuiltImage build(ImageRequest request, RegistryCredentials credentials, BuildLog log)
            throws InterruptedException {
        return build(request, credentials, log, BuildProgress.NONE);
    }

    /** As above, and shows what is on its way. */
    public BuiltImage build(ImageRequest request, RegistryCredentials credentials, BuildLog log, BuildProgress progress)
            throws InterruptedException {
        Predicate<String> mayBeInsecure = registry -> request.access().allowInsecure() || loopback.test(registry);
        Transfers transfers = new Transfers();
        BuildLog inTurn = inTurn(log);
        Attempts attempts = new Attempts(backOff, pause, inTurn, transfers::contacted);
        return new ImageBuild(request, credentials, mayBeInsecure, attempts, transfers, inTurn, progress).run();
    }

    private static BuildLog inTurn(BuildLog log) {
        Object turn = new Object();
        return line -> {
            synchronized (turn) {
                log.line(line);
            }
        };
    }
}

package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** Does something with a registry, again when the trouble may pass, and tells the reader why it waits. */
final class Attempts {
    /** Something that Jib does. */
    @FunctionalInterface
    interface Call<T> {
        T run()
                throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                        InterruptedException;
    }

    private final BackOff backOff;
    private final BackOff.Pause pause;
    private final BuildLog log;
    private final BooleanSupplier contacted;

    /** @param contacted whether a registry has answered */
    Attempts(BackOff backOff, BackOff.Pause pause, BuildLog log, BooleanSupplier contacted) {
        this.backOff = backOff;
        this.pause = pause;
        this.log = log;
        this.contacted = contacted;
    }

    <T> T run(Call<T> call)
            throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                    InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.run();
            } catch (IOException | RegistryException | ExecutionException | CacheDirectoryCreationException e) {
                Optional<Duration> wait = backOff.pause(attempt, e, contacted.getAsBoolean());
                if (wait.isEmpty()) {
                    throw e;
                }
                log.line("Image: " + reason(e) + "; trying again in "
                        + Math.max(1, wait.get().toSeconds()) + " s (attempt " + (attempt + 1) + " of "
                        + backOff.attempts() + ")");
                pause.sleep(wait.get());
            }
        }
    }

    private static String reason(Throwable failure) {
        return Failures.status(failure)
                .map(status -> "the registry answered with HTTP status " + status)
                .orElse("the connection to the registry failed");
    }
}

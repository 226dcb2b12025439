package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.RegistryException;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does something in a thread of its own while the caller does something else. */
final class Beside<T> implements AutoCloseable {
    private final FutureTask<T> task;

    Beside(Attempts.Call<T> call) {
        task = new FutureTask<>(call::run);
        Thread thread = new Thread(task, SecretRequests.THREADS + "beside");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the result, and throws what was thrown. */
    T answer()
            throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                    InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            } else if (e.getCause() instanceof RegistryException registry) {
                throw registry;
            } else if (e.getCause() instanceof CacheDirectoryCreationException cache) {
                throw cache;
            } else if (e.getCause() instanceof UserException user) {
                throw user;
            } else if (e.getCause() instanceof TrustGuard.Refused refused) {
                throw refused;
            }
            throw e;
        }
    }

    /** Ends what is not needed any more. */
    @Override
    public void close() {
        task.cancel(true);
    }
}

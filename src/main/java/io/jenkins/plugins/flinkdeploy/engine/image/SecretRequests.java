package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.api.client.http.HttpTransport;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps the requests of image builds out of the log of the HTTP library, which would show the tokens that registries give:
 * it logs whole answers when somebody sets its logger to {@code CONFIG} or finer. Requests of others are logged as before.
 */
final class SecretRequests implements Filter {
    /** The beginning of the names of all threads that ask registries. */
    static final String THREADS = "flink-deploy-image-";

    /** Held, because a logger that nobody holds loses its filter. */
    private static final Logger LIBRARY = Logger.getLogger(HttpTransport.class.getName());

    private final Filter before;

    private SecretRequests(Filter before) {
        this.before = before;
    }

    /** To be called before the first request; later calls change nothing. */
    static synchronized void hide() {
        if (!(LIBRARY.getFilter() instanceof SecretRequests)) {
            LIBRARY.setFilter(new SecretRequests(LIBRARY.getFilter()));
        }
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !Thread.currentThread().getName().startsWith(THREADS) && (before == null || before.isLoggable(entry));
    }
}

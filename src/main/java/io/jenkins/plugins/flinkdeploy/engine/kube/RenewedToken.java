package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A token that is fetched anew once it has some age, or once it was refused. */
final class RenewedToken implements OAuthTokenProvider {
    private static final Logger LOGGER = Logger.getLogger(RenewedToken.class.getName());

    /** A token that is refused right after it was fetched is not fetched again in a loop. */
    private static final Duration SHORTEST_AGE = Duration.ofSeconds(2);

    private final Supplier<String> source;
    private final Duration age;
    private final LongSupplier nanoTime;
    private String token;
    private long fetched;
    private boolean renewed;

    /**
     * @param first the token to begin with
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    RenewedToken(String first, Supplier<String> source, Duration age, LongSupplier nanoTime) {
        this.token = first;
        this.source = source;
        this.age = age;
        this.nanoTime = nanoTime;
        this.fetched = nanoTime.getAsLong();
    }

    @Override
    public synchronized String getToken() {
        if (nanoTime.getAsLong() - fetched > age.toNanos()) {
            token = source.get();
            fetched = nanoTime.getAsLong();
        }
        return token;
    }

    /**
     * Fetches it anew because it was refused.
     *
     * @return whether it is another one than was given out last
     */
    synchronized boolean renew() {
        long now = nanoTime.getAsLong();
        if (renewed && now - fetched < SHORTEST_AGE.toNanos()) {
            // Whoever was refused a moment ago may still have had the one before.
            return true;
        }
        String before = token;
        try {
            token = source.get();
        } catch (RuntimeException e) {
            LOGGER.log(Level.FINE, "The token that was refused cannot be fetched anew.", e);
            return false;
        }
        fetched = now;
        renewed = true;
        return !token.equals(before);
    }
}

package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A token that is fetched anew once it has some age. */
final class RenewedToken implements OAuthTokenProvider {
    private final Supplier<String> source;
    private final Duration age;
    private final LongSupplier nanoTime;
    private String token;
    private long fetched;

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
}

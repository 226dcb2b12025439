package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class RenewedTokenTest {
    @Test
    public void a_token_is_fetched_again_only_once_it_is_old() {
        AtomicLong now = new AtomicLong();
        AtomicInteger fetches = new AtomicInteger();
        RenewedToken token = new RenewedToken(
                "first", () -> "fetched " + fetches.incrementAndGet(), Duration.ofMinutes(5), now::get);
        now.set(Duration.ofMinutes(4).toNanos());
        assertThat(token.getToken()).isEqualTo("first");
        now.set(Duration.ofMinutes(6).toNanos());
        assertThat(token.getToken()).isEqualTo("fetched 1");
        assertThat(token.getToken()).isEqualTo("fetched 1");
    }
}

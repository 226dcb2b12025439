package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A signal that something is to end, which threads of it can wait for instead of sleeping. */
final class Stop {
    private final CountDownLatch latch = new CountDownLatch(1);
    private volatile Duration grace = Duration.ZERO;

    /**
     * @param time how long what is to end may take for it before it is killed
     */
    void request(Duration time) {
        grace = time;
        latch.countDown();
    }

    Duration grace() {
        return grace;
    }

    boolean requested() {
        return latch.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Waits for this time at most; false when the end was requested meanwhile. */
    boolean pause(Duration time) {
        try {
            return !latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

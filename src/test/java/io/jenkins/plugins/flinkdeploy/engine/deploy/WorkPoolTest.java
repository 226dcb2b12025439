package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

public class WorkPoolTest {
    private static final int MOST = 3;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ThreadPoolExecutor pool = WorkPool.of(MOST, Duration.ofMillis(200), Executors.defaultThreadFactory());
    private final AtomicInteger done = new AtomicInteger();

    @After
    public void stop() {
        pool.shutdownNow();
    }

    @Test
    public void tasks_one_after_another_are_done_by_one_thread() {
        ThreadPoolExecutor patient = WorkPool.of(MOST, LIMIT, Executors.defaultThreadFactory());
        for (int task = 1; task <= 20; task++) {
            int before = task - 1;
            patient.execute(done::incrementAndGet);
            await().atMost(LIMIT).until(() -> done.get() > before && patient.getActiveCount() == 0);
        }
        patient.shutdownNow();
        assertThat(patient.getLargestPoolSize()).isLessThan(MOST);
    }

    @Test
    public void more_tasks_than_threads_wait_and_are_all_done() {
        CountDownLatch open = new CountDownLatch(1);
        for (int task = 0; task < 50; task++) {
            pool.execute(() -> {
                try {
                    open.await();
                    done.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        await().atMost(LIMIT).until(() -> pool.getActiveCount() == MOST);
        open.countDown();
        await().atMost(LIMIT).until(() -> done.get() == 50);
        assertThat(pool.getLargestPoolSize()).isEqualTo(MOST);
        await().atMost(LIMIT).until(() -> pool.getPoolSize() == 0);
        pool.execute(done::incrementAndGet);
        await().atMost(LIMIT).until(() -> done.get() == 51);
    }

    @Test
    public void a_pool_that_is_shut_down_takes_no_work() {
        pool.shutdownNow();
        assertThatThrownBy(() -> pool.execute(done::incrementAndGet)).isInstanceOf(RejectedExecutionException.class);
    }
}

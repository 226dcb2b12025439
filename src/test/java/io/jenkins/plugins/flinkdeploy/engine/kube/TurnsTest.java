package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Test;

public class TurnsTest {
    private static final Turns.Next LONG_REST = Turns.Next.after(Duration.ofHours(1));

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<RuntimeException> defects = new ArrayList<>();
    private int taken;

    @After
    public void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    public void many_wakes_before_a_turn_are_one_turn_and_none_is_a_turn_too_few() {
        Turns turns = turns(() -> LONG_REST);
        turns.wake();
        turns.wake();
        turns.wake();
        work();
        assertThat(taken).as("the first wake asked for it").isEqualTo(1);

        turns.wake();
        work();
        assertThat(taken).isEqualTo(2);
    }

    @Test
    public void a_wake_in_the_middle_of_a_turn_brings_another_one_instead_of_the_rest() {
        List<Turns> self = new ArrayList<>();
        Turns turns = turns(() -> {
            if (taken == 1) {
                self.get(0).wake();
            }
            return LONG_REST;
        });
        self.add(turns);
        turns.wake();
        work();

        assertThat(taken).isEqualTo(2);
        assertThat(workers).as("it was the same work that went on").isEmpty();
    }

    @Test
    public void while_it_rests_only_the_timer_knows_of_it() {
        Turns turns = turns(() -> LONG_REST);
        turns.wake();
        work();
        assertThat(timer.getQueue()).hasSize(1);

        turns.wake();
        assertThat(timer.getQueue()).as("woken, it needs no alarm").noneMatch(alarm -> !((Future<?>) alarm)
                .isCancelled());
    }

    @Test
    public void the_timer_wakes_it() {
        Turns turns = turns(() -> taken == 1 ? Turns.Next.after(Duration.ofMillis(1)) : Turns.Next.NONE);
        turns.wake();
        work();
        await().until(() -> {
            work();
            return taken == 2;
        });
    }

    @Test
    public void a_turn_elsewhere_is_the_only_one_until_it_ends() {
        Queue<Runnable> builds = new ArrayDeque<>();
        Turns turns = turns(() -> taken == 1 ? Turns.Next.on(builds::add) : LONG_REST);
        turns.wake();
        work();
        turns.wake();
        assertThat(workers).as("it waits for the other thread").isEmpty();

        builds.remove().run();
        assertThat(taken).isEqualTo(2);
    }

    @Test
    public void what_was_stopped_takes_no_turn_whoever_wakes_it() {
        Turns turns = turns(() -> LONG_REST);
        turns.wake();
        turns.stop();
        work();
        turns.wake();
        work();

        assertThat(taken).isZero();
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    public void a_turn_that_throws_is_the_last_one_and_its_defect_is_told_once() {
        Turns turns = turns(() -> {
            throw new IllegalStateException("defect");
        });
        turns.wake();
        work();
        turns.wake();
        work();

        assertThat(taken).isEqualTo(1);
        assertThat(defects).singleElement().satisfies(defect -> assertThat(defect)
                .hasMessage("defect"));
    }

    @Test
    public void turns_never_overlap_and_no_wake_is_lost() {
        ExecutorService many = Executors.newFixedThreadPool(4);
        ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        Turns turns = new Turns(
                many,
                alarms,
                () -> {
                    overlaps.addAndGet(inside.getAndIncrement());
                    seen.set(written.get());
                    inside.decrementAndGet();
                    return LONG_REST;
                },
                defects::add);
        try {
            for (int i = 0; i < 10_000; i++) {
                written.incrementAndGet();
                turns.wake();
            }
            await().until(() -> seen.get() == 10_000);
            assertThat(overlaps).hasValue(0);
            assertThat(defects).isEmpty();
        } finally {
            turns.stop();
            many.shutdownNow();
            alarms.shutdownNow();
        }
    }

    private Turns turns(Supplier<Turns.Next> turn) {
        return new Turns(
                workers::add,
                timer,
                () -> {
                    taken++;
                    return turn.get();
                },
                defects::add);
    }

    private void work() {
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
    }
}

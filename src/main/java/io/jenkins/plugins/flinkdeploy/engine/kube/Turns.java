package io.jenkins.plugins.flinkdeploy.engine.kube;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes the turns of one piece of work, never two at once. Between turns it holds no thread: a call of {@link #wake}, or the one
 * timer, brings the next.
 */
public final class Turns {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Supplier<Next> turn;
    private final Consumer<RuntimeException> defect;

    private final Object lock = new Object();
    private boolean active;
    private boolean again;
    private boolean stopped;
    private ScheduledFuture<?> alarm;

    /**
     * What comes after a turn.
     *
     * @param pause how long to rest unless woken; zero for not at all
     * @param on where the next turn is taken, empty for where this one was
     * @param over whether there is none
     */
    public record Next(Duration pause, Optional<Executor> on, boolean over) {
        /** The next turn is taken at once. */
        public static final Next AT_ONCE = new Next(Duration.ZERO, Optional.empty(), false);

        /** There is no next turn. */
        public static final Next NONE = new Next(Duration.ZERO, Optional.empty(), true);

        /** The next turn is taken when something happened, and no later than after a pause. */
        public static Next after(Duration pause) {
            return new Next(pause.compareTo(SHORTEST) > 0 ? pause : SHORTEST, Optional.empty(), false);
        }

        /** The next turn is taken at once, on another thread. */
        public static Next on(Executor other) {
            return new Next(Duration.ZERO, Optional.of(other), false);
        }
    }

    /**
     * Turns that begin with the first {@link #wake}.
     *
     * @param workers takes the turns
     * @param timer only wakes
     * @param turn one turn
     * @param defect told when a turn threw; it was the last one
     */
    public Turns(
            Executor workers, ScheduledExecutorService timer, Supplier<Next> turn, Consumer<RuntimeException> defect) {
        this.workers = workers;
        this.timer = timer;
        this.turn = turn;
        this.defect = defect;
    }

    /** Something happened: a turn is taken soon, or once more when one is being taken. */
    public void wake() {
        synchronized (lock) {
            if (stopped) {
                return;
            }
            if (active) {
                again = true;
                return;
            }
            active = true;
            cancelAlarm();
        }
        workers.execute(this::run);
    }

    /** No further turn is begun; one that is being taken ends by itself. */
    public void stop() {
        synchronized (lock) {
            stopped = true;
            cancelAlarm();
        }
    }

    private void run() {
        try {
            Optional<Executor> elsewhere = Optional.empty();
            while (elsewhere.isEmpty() && begin()) {
                Next next = turn.get();
                if (next.over()) {
                    stop();
                } else if (!next.pause().isZero() && rest(next.pause())) {
                    return;
                }
                elsewhere = next.on();
            }
            elsewhere.ifPresent(executor -> executor.execute(this::run));
        } catch (RuntimeException e) {
            stop();
            defect.accept(e);
        }
    }

    private boolean begin() {
        synchronized (lock) {
            again = false;
            active = !stopped;
            return active;
        }
    }

    /** Whether it rests, because nothing happened since the turn began. */
    private boolean rest(Duration pause) {
        synchronized (lock) {
            if (again) {
                return false;
            }
            active = false;
            if (!stopped) {
                alarm = timer.schedule(this::wake, pause.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        }
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }
}

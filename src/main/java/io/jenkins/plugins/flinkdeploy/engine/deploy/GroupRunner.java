package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs a group of deployments to its end, independent ones at the same time, and takes back what is to be taken back. Holds no
 * thread while its deployments wait.
 */
public final class GroupRunner {
    private static final Logger LOGGER = Logger.getLogger(GroupRunner.class.getName());

    private final Starter starter;
    private final Executor threads;
    private final Clock clock;
    private final GroupListener listener;
    private final CompletableFuture<DeploymentGroup> end = new CompletableFuture<>();

    private final Object lock = new Object();
    private final Map<String, Optional<Running>> running = new LinkedHashMap<>();
    private DeploymentGroup group;
    private long changes;
    private boolean detached;

    private final Object saving = new Object();
    private long saved;

    /** A deployment that is being carried out. */
    public interface Running {
        CompletableFuture<Deployment> start();

        void abort(String by);

        void detach();

        static Running of(DeploymentRunner runner) {
            return new Running() {
                @Override
                public CompletableFuture<Deployment> start() {
                    return runner.start();
                }

                @Override
                public void abort(String by) {
                    runner.abort(by);
                }

                @Override
                public void detach() {
                    runner.detach();
                }
            };
        }
    }

    /** Knows where each deployment of the group goes. */
    @FunctionalInterface
    public interface Starter {
        /**
         * What carries out a deployment; it is started by the caller.
         *
         * @throws UserException when its cluster cannot be reached any more, for instance because a credential was removed
         */
        Running running(DeploymentGroup.Member member, DeploymentListener listener)
                throws IOException, InterruptedException;
    }

    /**
     * @param initial a new group, or one that was saved
     * @param threads for the beginning of deployments, which may take some requests
     */
    public GroupRunner(
            DeploymentGroup initial, Starter starter, Executor threads, Clock clock, GroupListener listener) {
        this.group = initial;
        this.starter = starter;
        this.threads = threads;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Begins, or goes on. The future completes with the group when nothing of it can begin any more; exceptionally only when the
     * group itself cannot be kept.
     */
    public CompletableFuture<DeploymentGroup> start() {
        advance();
        return end;
    }

    /** Completes as {@link #start} says. */
    public CompletableFuture<DeploymentGroup> end() {
        return end;
    }

    /** The group as it is now. */
    public DeploymentGroup current() {
        synchronized (lock) {
            return group;
        }
    }

    /** A person wants all of it to end: nothing more is begun, and what runs is aborted. */
    public void abort(String by) {
        List<Running> all;
        synchronized (lock) {
            if (end.isDone()) {
                return;
            }
            group = group.withAbort(by);
            changes++;
            all = running.values().stream().flatMap(Optional::stream).toList();
        }
        all.forEach(each -> each.abort(by));
        // Keeps the state, which may take longer than the caller has.
        threads.execute(this::advance);
    }

    /** Stops looking after it, without changing anything: somebody else may go on from the last state that was saved. */
    public void detach() {
        List<Running> all;
        synchronized (lock) {
            detached = true;
            all = running.values().stream().flatMap(Optional::stream).toList();
        }
        all.forEach(Running::detach);
    }

    private void advance() {
        List<DeploymentGroup.Member> next = new ArrayList<>();
        boolean over;
        synchronized (lock) {
            if (detached || end.isDone()) {
                return;
            }
            List<Deployment> startable = group.startable(running.keySet());
            if (startable.isEmpty() && running.isEmpty()) {
                group = group.takingBack(clock.instant());
                changes++;
                startable = group.startable(running.keySet());
            }
            for (Deployment deployment : startable) {
                running.put(deployment.order().id(), Optional.empty());
                group.member(deployment.order().id()).ifPresent(next::add);
            }
            over = running.isEmpty();
        }
        try {
            save();
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
            return;
        }
        next.forEach(member -> threads.execute(() -> launch(member)));
        if (over) {
            end.complete(current());
        }
    }

    private void launch(DeploymentGroup.Member member) {
        try {
            Running begun = starter.running(member, this::changed);
            Optional<String> abort;
            boolean unwanted;
            synchronized (lock) {
                unwanted = detached;
                abort = group.abortedBy();
                running.put(member.id(), Optional.of(begun));
            }
            if (unwanted) {
                begun.detach();
                return;
            }
            abort.ifPresent(begun::abort);
            begun.start().whenComplete((last, defect) -> {
                if (defect == null) {
                    ended(last);
                } else {
                    lost(member, defect);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lost(member, e);
        } catch (IOException | RuntimeException e) {
            lost(member, e);
        }
    }

    private void changed(Deployment deployment, List<LogLine> log) {
        synchronized (lock) {
            group = group.with(deployment);
            changes++;
        }
        save();
        listener.changed(deployment, log);
    }

    private void ended(Deployment last) {
        synchronized (lock) {
            group = group.with(last);
            changes++;
            running.remove(last.order().id());
        }
        listener.ended(last);
        advance();
    }

    private void lost(DeploymentGroup.Member member, Throwable why) {
        LOGGER.log(Level.FINE, why, () -> "Deployment " + member.id() + " cannot be carried on");
        Deployment last;
        synchronized (lock) {
            if (detached) {
                return;
            }
            group = group.withLost(member.id(), why instanceof UserException ? why.getMessage() : why.toString());
            changes++;
            running.remove(member.id());
            last = group.member(member.id()).orElseThrow().deployment();
        }
        listener.lost(last, why);
        advance();
    }

    /** One save for all changes that come while another one is being saved. */
    private void save() {
        long wanted;
        synchronized (lock) {
            wanted = changes;
        }
        synchronized (saving) {
            if (saved >= wanted && saved > 0) {
                return;
            }
            DeploymentGroup now;
            synchronized (lock) {
                wanted = changes;
                now = group;
            }
            listener.save(now);
            saved = wanted;
        }
    }
}

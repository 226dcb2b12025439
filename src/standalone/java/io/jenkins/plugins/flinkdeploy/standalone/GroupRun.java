package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Runs the deployments of a group, independent ones at the same time, each on a thread that waits for it. */
final class GroupRun {
    private final UnaryOperator<Deployment> run;
    private final Consumer<Deployment> onEnd;
    private final Clock clock;

    /**
     * @param run runs one deployment to its end
     * @param onEnd is told each that ended, one at a time
     */
    GroupRun(UnaryOperator<Deployment> run, Consumer<Deployment> onEnd, Clock clock) {
        this.run = run;
        this.onEnd = onEnd;
        this.clock = clock;
    }

    /** The group as it is when nothing of it can begin any more. */
    DeploymentGroup toItsEnd(DeploymentGroup start) {
        ExecutorService threads = Executors.newCachedThreadPool(Daemons.named("group"));
        try {
            return toItsEnd(start, new ExecutorCompletionService<>(threads));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UserException said) {
                throw said;
            }
            throw new IllegalStateException("A deployment of the group stopped by a defect", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while deployments go on", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private DeploymentGroup toItsEnd(DeploymentGroup start, CompletionService<Deployment> ends)
            throws ExecutionException, InterruptedException {
        DeploymentGroup group = start;
        Set<String> running = new HashSet<>();
        while (true) {
            for (Deployment next : group.startable(running)) {
                running.add(next.order().id());
                ends.submit(() -> run.apply(next));
            }
            if (!running.isEmpty()) {
                Deployment end = ends.take().get();
                running.remove(end.order().id());
                group = group.with(end);
                onEnd.accept(end);
                continue;
            }
            DeploymentGroup back = group.takingBack(clock.instant());
            if (back.equals(group)) {
                return group;
            }
            group = back;
        }
    }
}

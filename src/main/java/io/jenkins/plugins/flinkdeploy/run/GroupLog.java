package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Listeners;

/** Tells a run how its deployments go on: keeps their state, writes its log, fills its page. */
final class GroupLog implements GroupListener {
    private static final Logger LOGGER = Logger.getLogger(GroupLog.class.getName());

    private final DeployFront front;
    private final List<Part> parts;
    private final boolean several;
    private final BooleanSupplier detached;
    private final Map<String, Phase> noted = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> lost = new AtomicReference<>();

    /**
     * @param several whether there are several deployments, so that each line says whose it is
     * @param detached whether this session of the controller ends
     */
    GroupLog(DeployFront front, List<Part> parts, boolean several, BooleanSupplier detached) {
        this.front = front;
        this.parts = List.copyOf(parts);
        this.several = several;
        this.detached = detached;
    }

    @Override
    public void save(DeploymentGroup group) {
        if (detached.getAsBoolean()) {
            // Whoever goes on does again what was under way; how it ended here may be due to the end of this session.
            return;
        }
        // A build that was stopped leaves the thread interrupted; files cannot be written then.
        Thread.interrupted();
        front.save(SavedRun.write(parts, group));
    }

    @Override
    public void changed(Deployment deployment, List<LogLine> log) {
        if (detached.getAsBoolean()) {
            return;
        }
        tell(
                deployment,
                lines ->
                        log.forEach(line -> lines.write(line, deployment.order().createdAt())));
        log.stream().filter(line -> line.level() == LogLine.Level.WARNING).forEach(this::warn);
        if (isNews(deployment, log)) {
            note(deployment);
            if (!deployment.isFinished()) {
                DeployResult now = DeployResult.of(deployment);
                listeners(listener -> listener.changed(front, now));
            }
        }
    }

    /** Whether it reached another phase, or is gone on with in one that the run does not know yet. */
    private boolean isNews(Deployment deployment, List<LogLine> log) {
        boolean other = noted.put(deployment.order().id(), deployment.phase()) != deployment.phase();
        return other && deployment.phase() != Phase.PLANNED
                || log.stream().anyMatch(line -> line.level() == LogLine.Level.PHASE);
    }

    private static void listeners(Consumer<DeploymentListener> words) {
        Listeners.notify(DeploymentListener.class, true, words);
    }

    @Override
    public void ended(Deployment deployment) {
        if (!detached.getAsBoolean()) {
            DeployResult result = DeployResult.of(deployment);
            listeners(listener -> listener.ended(front, result));
        }
    }

    @Override
    public void lost(Deployment deployment, Throwable why) {
        lost.compareAndSet(null, why);
        if (several) {
            tell(deployment, lines -> String.valueOf(why.getMessage()).lines().forEach(lines::plain));
        }
    }

    /** What is known of deployments that were not begun, or taken back, when nothing of the group can begin any more. */
    void over(DeploymentGroup group) {
        try {
            FlinkDeployAction.close(front.run(), group);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Deployments " + group.id() + " cannot tell their run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first reason for which a deployment could not be carried on. */
    Optional<Throwable> firstLost() {
        return Optional.ofNullable(lost.get());
    }

    /** Name of the target that it goes to; empty for what takes another one back. */
    private Optional<String> place(Deployment deployment) {
        return parts.stream()
                .filter(part -> part.ids().contains(deployment.order().id()))
                .map(part -> part.assignment().target())
                .findFirst();
    }

    private void warn(LogLine line) {
        try {
            front.warn(line.text());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The run has no such step any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Deployment deployment) {
        try {
            FlinkDeployAction.note(front.run(), deployment, place(deployment));
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "Deployment " + deployment.order().id() + " cannot tell its run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Deployment deployment, Consumer<BuildLogLines> words) {
        try {
            words.accept(
                    several
                            ? BuildLogLines.to(
                                    front.listener(),
                                    deployment.order().resource().name())
                            : BuildLogLines.to(front.listener()));
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "Deployment " + deployment.order().id() + " has no log any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.jenkins.plugins.flinkdeploy.status;

import hudson.util.StreamTaskListener;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Control;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Controls;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRequest;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRun;
import io.jenkins.plugins.flinkdeploy.run.BuildLogLines;
import io.jenkins.plugins.flinkdeploy.run.TargetClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Carries out one activity, from its beginning or from where it stood when Jenkins ended. */
final class ActivityRunner implements ActivityEnd {
    private static final Logger LOGGER = Logger.getLogger(ActivityRunner.class.getName());

    private final ClusterActivity activity;
    private final Activities all;
    private Optional<StreamTaskListener> log = Optional.empty();
    private Optional<TargetClient> client = Optional.empty();

    ActivityRunner(ClusterActivity activity, Activities all) {
        this.activity = activity;
        this.all = all;
    }

    /** Does what takes requests, so it is called on a thread for that. */
    void run() {
        try {
            StreamTaskListener lines = new StreamTaskListener(activity.log(), true, StandardCharsets.UTF_8);
            log = Optional.of(lines);
            BuildLogLines.to(lines)
                    .plain(
                            activity.state().isPresent()
                                    ? Messages.ActivityRunner_goingOn()
                                    : Messages.ActivityRunner_asked(activity.getTitle(), activity.getBy()));
            TargetClient leased = TargetClient.of(place());
            client = Optional.of(leased);
            ActivityWork work = work(leased.cluster(), lines);
            activity.working(work);
            work.begin();
        } catch (UserException | ClusterException e) {
            ended(false, String.valueOf(e.getMessage()) + left());
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private FlinkTarget place() {
        return activity.place()
                .orElseThrow(() -> new UserException(
                        Messages.ActivityRunner_noTarget(activity.getPlace()),
                        "",
                        Messages.ActivityRunner_addTarget()));
    }

    private ActivityWork work(ClusterApi cluster, StreamTaskListener lines) {
        Optional<String> saved = activity.state();
        if (activity.getKind() == Kind.SAVEPOINT) {
            return new SavepointWork(
                    saved.map(SavepointRun::fromJson).orElseGet(this::savepoint), cluster, lines, this);
        }
        return new ControlWork(
                saved.map(DeploymentGroup::fromJson).orElseGet(() -> control(cluster)), cluster, lines, this);
    }

    private SavepointRun savepoint() {
        ResourceId resource = activity.resource();
        return SavepointRun.start(SavepointRequest.of(
                resource.name(),
                resource,
                DeploySettings.defaults().savepointTimeout(),
                address(),
                Optional.of(activity.getBy()),
                Instant.now()));
    }

    private DeploymentGroup control(ClusterApi cluster) {
        ResourceId resource = activity.resource();
        Controls.Request request = new Controls.Request(
                resource.name(),
                new Control(
                        activity.getKind().action().orElseThrow(),
                        Optional.of(activity.getReason()).filter(text -> !text.isEmpty())),
                DeploySettings.defaults(),
                Optional.empty(),
                false,
                address(),
                Optional.of(activity.getBy()),
                false);
        List<DeploymentGroup.Member> members = new Controls(cluster)
                .orders(resource, request, Instant.now()).stream()
                        .map(order -> new DeploymentGroup.Member(DeploymentMachine.start(order), List.of()))
                        .toList();
        return DeploymentGroup.of(members, false);
    }

    /** Of the page of the activity; empty while the administrator has not said under which address people reach this Jenkins. */
    private Optional<String> address() {
        return Optional.ofNullable(Jenkins.get().getRootUrl())
                .map(root -> root + Links.cluster(activity.getPlace(), activity.resource()) + "activity/"
                        + activity.getNumber() + "/");
    }

    /** What is left on the cluster by what cannot be carried on. */
    private String left() {
        Optional<String> saved = activity.state();
        if (saved.isEmpty()) {
            return "";
        }
        if (activity.getKind() == Kind.SAVEPOINT) {
            return " " + Messages.ActivityRunner_mayComplete();
        }
        boolean applied = DeploymentGroup.fromJson(saved.get()).members().stream()
                .anyMatch(member -> member.deployment().hasApplied());
        return " " + (applied ? Messages.ActivityRunner_unwatched() : Messages.ActivityRunner_untouched());
    }

    @Override
    public void save(String state) {
        if (!all.isShuttingDown()) {
            activity.save(state);
            all.save();
        }
    }

    @Override
    public void failed(Throwable why) {
        LOGGER.log(Level.WARNING, why, () -> activity.getTitle() + " ended by a defect");
        ended(false, why + left());
    }

    @Override
    public void ended(boolean success, String text) {
        if (all.isShuttingDown()) {
            // Whoever goes on finds out how it ended.
            return;
        }
        log.ifPresent(lines -> {
            BuildLogLines.to(lines).plain(text);
            lines.closeQuietly();
        });
        client.ifPresent(TargetClient::close);
        activity.end(success, text);
        all.ended(activity);
    }
}

package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a rollback can go back to, as the cluster tells it now, and what it would do; for the person who decides. */
public final class RollbackChoices {
    private final List<Choice> choices;
    private final String now;
    private final String stands;
    private final String problem;

    private RollbackChoices(List<Choice> choices, String now, String stands, String problem) {
        this.choices = List.copyOf(choices);
        this.now = now;
        this.stands = stands;
        this.problem = problem;
    }

    /** Asks the cluster; an answer that cannot be had is told as the problem. */
    static RollbackChoices read(FlinkDeployAction.Placed placed, Run<?, ?> run) {
        try (ClusterClients.Lease client =
                DeployRuntime.get().clients().lease(placed.access(run).connection())) {
            return read(placed.deployment(), client.cluster());
        } catch (UserException | ClusterException e) {
            return new RollbackChoices(List.of(), "", "", e.getMessage());
        }
    }

    private static RollbackChoices read(Deployment deployment, ClusterApi cluster) {
        Optional<Manifest> live = cluster.get(deployment.order().resource());
        List<Revision> revisions = new Revisions(cluster).of(deployment.order().resource());
        Optional<Revision> standing = standing(live, revisions);
        List<Choice> choices = new ArrayList<>();
        for (Revision revision : revisions) {
            if (!standing.map(Revision::contentHash).equals(Optional.of(revision.contentHash()))) {
                choices.add(new Choice(revision, deployment.order().id(), choices.isEmpty()));
            }
        }
        String now = live.map(manifest -> now(manifest, standing)).orElse("");
        return new RollbackChoices(
                live.isEmpty() ? List.of() : choices,
                now,
                stands(live),
                live.isEmpty()
                        ? Messages.RollbackChoices_absent(deployment.order().resource())
                        : null);
    }

    private static Optional<Revision> standing(Optional<Manifest> live, List<Revision> revisions) {
        Optional<String> content = live.flatMap(manifest -> manifest.annotation(Annotations.CONTENT_HASH));
        return revisions.stream()
                .filter(revision -> content.equals(Optional.of(revision.contentHash())))
                .findFirst();
    }

    private static String now(Manifest live, Optional<Revision> standing) {
        String what = standing.map(revision -> Messages.RollbackChoices_standsRevision(revision.number()))
                .orElseGet(Messages::RollbackChoices_standsOther);
        String commit = live.annotation(Annotations.COMMIT)
                .map(id -> Messages.RollbackChoices_commit(Text.commit(id)))
                .orElse("");
        String job = live.textAt("/status/jobStatus/state")
                .map(Messages::RollbackChoices_job)
                .orElse("");
        String savepoint = live.textAt("/status/jobStatus/upgradeSavepointPath")
                .map(Messages::RollbackChoices_savepoint)
                .orElse("");
        return List.of(what + commit + ".", job, savepoint).stream()
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** What stands there, so that it is noticed when that is something else by the time of the rollback. */
    static String stands(Optional<Manifest> live) {
        return live.flatMap(manifest -> manifest.annotation(Annotations.DEPLOYMENT_ID))
                .orElse("");
    }

    /** Revisions that can be gone back to, newest first. */
    public List<Choice> getChoices() {
        return choices;
    }

    /** What stands there now. */
    public String getNow() {
        return now;
    }

    public String getStands() {
        return stands;
    }

    /** Why nothing is known; null when it is. */
    @CheckForNull
    public String getProblem() {
        return problem;
    }

    /** A revision that can be gone back to. */
    public static final class Choice {
        private final Revision revision;
        private final String deployment;
        private final boolean chosen;

        Choice(Revision revision, String deployment, boolean chosen) {
            this.revision = revision;
            this.deployment = deployment;
            this.chosen = chosen;
        }

        public long getNumber() {
            return revision.number();
        }

        /** Whether it is the one that is gone back to when nobody says otherwise. */
        public boolean isChosen() {
            return chosen;
        }

        /** What it is. */
        public String getText() {
            String commit = revision.commit()
                    .map(id -> Messages.RollbackChoices_commit(Text.commit(id)))
                    .orElse("");
            String who = revision.deployedBy().map(Messages::RollbackChoices_by).orElse("");
            String mine = revision.deploymentId().equals(deployment) ? Messages.RollbackChoices_ofThisBuild() : "";
            return Messages.RollbackChoices_revision(revision.number())
                    + commit
                    + Messages.RollbackChoices_deployed(PageTimes.text(revision.deployedAt()))
                    + who
                    + mine;
        }

        /** With which state its job begins. */
        public String getState() {
            return switch (revision.manifest().textAt("/spec/job/upgradeMode").orElse("")) {
                case "savepoint" -> Messages.RollbackChoices_stateSavepoint();
                case "last-state" -> Messages.RollbackChoices_stateLast();
                case "stateless" -> Messages.RollbackChoices_stateNone();
                default -> Messages.RollbackChoices_noJob();
            };
        }
    }
}

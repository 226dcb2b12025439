package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a deployment was asked to do; never changes.
 *
 * @param id identity of this deployment; every effect carries it, so doing one twice is the same as doing it once
 * @param target what people call the target: {@code orders.main}
 * @param resource the resource to deploy
 * @param settings time limits and policies
 * @param provenance where it comes from
 * @param dryRun only show what would be done
 * @param force deploy although nothing changed, although this commit was rolled back before, or although a newer one is deployed
 * @param createdAt when it was asked for
 * @param revision the earlier revision to deploy again, which makes this a rollback that a person asked for
 * @param restoreFrom the state to start from instead of the job's own: path of a savepoint, or number of the revision whose
 *     savepoint it is
 * @param applyOnly end when the API server has the resource, and leave the wait for its health to {@link DeploymentMachine#waitFor}
 * @param control what to do with what is deployed already, instead of deploying
 */
public record Order(
        String id,
        String target,
        ResourceId resource,
        DeploySettings settings,
        Provenance provenance,
        boolean dryRun,
        boolean force,
        Instant createdAt,
        Optional<Long> revision,
        Optional<String> restoreFrom,
        boolean applyOnly,
        Optional<Control> control) {

    /** An order that deploys, and is carried out to its end. */
    public Order(
            String id,
            String target,
            ResourceId resource,
            DeploySettings settings,
            Provenance provenance,
            boolean dryRun,
            boolean force,
            Instant createdAt,
            Optional<Long> revision,
            Optional<String> restoreFrom) {
        this(
                id,
                target,
                resource,
                settings,
                provenance,
                dryRun,
                force,
                createdAt,
                revision,
                restoreFrom,
                false,
                Optional.empty());
    }

    /** An order to deploy what a file describes, with the state that the job has. */
    public Order(
            String id,
            String target,
            ResourceId resource,
            DeploySettings settings,
            Provenance provenance,
            boolean dryRun,
            boolean force,
            Instant createdAt) {
        this(id, target, resource, settings, provenance, dryRun, force, createdAt, Optional.empty(), Optional.empty());
    }

    /**
     * The same order with another state to start from. The running job is cancelled without a savepoint, and what it processed since
     * that state is processed again.
     *
     * @param from path of a savepoint, or number of the revision whose savepoint it is
     */
    public Order withRestoreFrom(String from) {
        return new Order(
                id,
                target,
                resource,
                settings,
                provenance,
                dryRun,
                force,
                createdAt,
                revision,
                Optional.of(from),
                applyOnly,
                control);
    }

    /** The same order, which ends with the apply. */
    public Order withApplyOnly() {
        return new Order(
                id,
                target,
                resource,
                settings,
                provenance,
                dryRun,
                force,
                createdAt,
                revision,
                restoreFrom,
                true,
                control);
    }

    /** The same order, which is waited for with these time limits and policies. */
    Order waitingWith(DeploySettings limits) {
        return new Order(
                id,
                target,
                resource,
                limits,
                provenance,
                dryRun,
                force,
                createdAt,
                revision,
                restoreFrom,
                false,
                control);
    }

    /** Whether it does this with what is deployed already. */
    boolean is(Control.Action action) {
        return control.filter(asked -> asked.action() == action).isPresent();
    }

    /**
     * Where a deployment comes from.
     *
     * @param commit git commit, in full
     * @param buildUrl the build that deploys it
     * @param deployedBy who caused it
     * @param commitTime when the commit was made, which orders commits where their history is not at hand
     */
    public record Provenance(
            Optional<String> commit,
            Optional<String> buildUrl,
            Optional<String> deployedBy,
            Optional<Instant> commitTime) {
        public Provenance(Optional<String> commit, Optional<String> buildUrl, Optional<String> deployedBy) {
            this(commit, buildUrl, deployedBy, Optional.empty());
        }

        public static final Provenance UNKNOWN = new Provenance(Optional.empty(), Optional.empty(), Optional.empty());
    }
}

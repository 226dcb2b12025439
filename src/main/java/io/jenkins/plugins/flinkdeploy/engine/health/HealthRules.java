package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The decision table: what one observation means after an apply. The order of the rules matters, the first that matches
 * decides. "RUNNING" and "STABLE" alone are never success: both may still speak of the specification before.
 */
public final class HealthRules {
    /** How long a JobManager deployment may read ERROR: right after an apply it often does for some seconds and recovers. */
    static final Duration JOB_MANAGER_PATIENCE = Duration.ofSeconds(20);

    /** How long an error text of the operator may stand: it clears those that pass at its next reconciliation. */
    static final Duration ERROR_PATIENCE = Duration.ofSeconds(30);

    /** How long either may stand when it is understood what is wrong. */
    static final Duration KNOWN_PATIENCE = Duration.ofSeconds(8);

    /**
     * How long an operator that deploys a lost JobManager again may report that it is missing or that it exists already. Its view of
     * Deployments comes from a watch; after an outage of the API server the view stays behind until the watch has come back, and
     * until then the operator misses what it made itself.
     */
    static final Duration RECOVERY_PATIENCE = Duration.ofMinutes(2);

    /** How long the resource may be gone: a recreate is seen as delete and create. */
    static final Duration GONE_PATIENCE = Duration.ofSeconds(5);

    /**
     * How long a job that ended may keep the operator from taking up a change: three of its reconciliations, of a minute each unless
     * configured otherwise.
     */
    static final Duration IGNORED_PATIENCE = Duration.ofMinutes(3);

    private static final Set<String> ON_THE_WAY =
            Set.of("CREATED", "RECONCILING", "INITIALIZING", "RESTARTING", "SUSPENDED", "RUNNING");

    private HealthRules() {}

    /** Judges one observation against what held at the apply. */
    public static Verdict judge(Baseline baseline, Observation observation) {
        if (observation.resource().isEmpty()) {
            return Verdict.suspect(
                    FindingCode.RESOURCE_GONE, "The resource was deleted while it was being deployed.", GONE_PATIENCE);
        }
        ResourceSeen resource = observation.resource().get();
        return stale(baseline, resource)
                .or(() -> superseded(baseline, resource))
                .or(() -> rejected(baseline, observation, resource))
                .or(() -> suspended(baseline, observation, resource))
                .or(() -> unmistakable(baseline, resource))
                .or(() -> BlueGreenRules.judge(baseline, resource))
                .or(() -> acceptance(baseline, observation, resource))
                .or(() -> operatorRollback(resource))
                .or(() -> givenUp(resource))
                .or(() -> SubmissionRules.judge(baseline, observation))
                .or(() -> PodRules.judge(baseline, observation))
                .or(() -> jobEnd(baseline, resource))
                .or(() -> running(baseline, observation, resource))
                .or(() -> operatorTrouble(baseline, observation, resource))
                .orElseGet(() -> new Verdict.Waiting(describe(resource)));
    }

    private static Optional<Verdict> stale(Baseline baseline, ResourceSeen resource) {
        boolean another = resource.deploymentId()
                .filter(id -> !id.equals(baseline.deploymentId()))
                .filter(id -> !baseline.deploymentIdBefore().equals(Optional.of(id)))
                .isPresent();
        return baseline.isBeforeApply(resource) && !another
                ? Optional.of(new Verdict.Waiting("waiting for the API server to show the apply"))
                : Optional.empty();
    }

    private static Optional<Verdict> superseded(Baseline baseline, ResourceSeen resource) {
        return resource.deploymentId()
                .filter(id -> !id.equals(baseline.deploymentId()))
                .map(id -> Verdict.fail(
                        FindingCode.SUPERSEDED,
                        "Deployment " + id + " applied the resource after this deployment did."));
    }

    private static Optional<Verdict> rejected(Baseline baseline, Observation observation, ResourceSeen resource) {
        Optional<String> refusal = resource.error()
                .filter(OperatorError::isRejectedSpecification)
                .map(error -> "The operator refused the specification: " + error.message());
        if (resource.acceptedGeneration() >= baseline.generation()) {
            // The operator puts its last good specification in the place of one that it refuses, finds nothing to do,
            // and
            // notes the new generation as reconciled: the generation alone does not mean that it took the
            // specification.
            return refusal.map(text -> Verdict.fail(FindingCode.SPEC_REJECTED, text));
        }
        for (EventSeen event : observation.events()) {
            if (!baseline.isSinceApply(event.at())) {
                continue;
            }
            if ("ValidationError".equals(event.reason())) {
                return Optional.of(Verdict.fail(
                        FindingCode.SPEC_REJECTED, "The operator refused the specification: " + event.message()));
            }
            if ("UnsupportedFlinkVersion".equals(event.reason())) {
                return Optional.of(Verdict.fail(
                        FindingCode.UNSUPPORTED_VERSION,
                        "The operator does not support the Flink version: " + event.message()));
            }
        }
        // Without an event the text may still be about the specification before; it is replaced at the operator's next
        // look.
        return refusal.map(text -> Verdict.suspect(FindingCode.SPEC_REJECTED, text, ERROR_PATIENCE));
    }

    /** A first deploy in state suspended never gets a status: it is done by intent (argo-cd issue 26818). */
    private static Optional<Verdict> suspended(Baseline baseline, Observation observation, ResourceSeen resource) {
        if (!resource.suspendedByIntent()) {
            return Optional.empty();
        }
        boolean first = baseline.jobBefore().equals(JobSeen.NONE);
        boolean accepted = resource.acceptedGeneration() >= baseline.generation();
        // It says that it saw a change of a job that was suspended before, does nothing about it, and takes no
        // generation up
        // until the job is to run again.
        boolean seen = accepted
                || observation.events().stream()
                        .anyMatch(event -> event.reason().equals("SpecChanged") && baseline.isSinceApply(event.at()));
        return first || seen && resource.lifecycleIs("SUSPENDED")
                ? Optional.of(new Verdict.Complete("suspended, as the specification asks"))
                : Optional.empty();
    }

    private static Optional<Verdict> acceptance(Baseline baseline, Observation observation, ResourceSeen resource) {
        if (resource.acceptedGeneration() >= baseline.generation()) {
            return Optional.empty();
        }
        // A job that ended with a checkpoint which the operator cannot address: it goes on looking for one, takes up
        // nothing, and says nothing (FLINK-39043).
        boolean noSign = observation.events().stream()
                .filter(event -> baseline.isSinceApply(event.at()))
                .noneMatch(event ->
                        event.reason().equals("SpecChanged") || event.reason().equals("Suspended"));
        return Optional.of(
                noSign
                                && resource.job().is("FINISHED")
                                && !resource.suspendedByIntent()
                                && !resource.lifecycleIs("SUSPENDED")
                        ? Verdict.suspect(
                                FindingCode.UPDATE_IGNORED,
                                "The job before is FINISHED, and the operator does not take up generation "
                                        + baseline.generation() + ".",
                                IGNORED_PATIENCE)
                        : new Verdict.Waiting("waiting for the operator to take up generation " + baseline.generation()
                                + resource.colours()
                                        .map(colours -> "; " + colours.story())
                                        .orElse("")));
    }

    private static Optional<Verdict> operatorRollback(ResourceSeen resource) {
        if (resource.reconciliationIs("ROLLING_BACK")) {
            return Optional.of(new Verdict.Waiting("the operator is rolling back to its last stable specification"));
        }
        if (resource.reconciliationIs("ROLLED_BACK") || resource.lifecycleIs("ROLLED_BACK")) {
            return Optional.of(
                    Verdict.fail(
                            FindingCode.ROLLED_BACK_BY_OPERATOR,
                            "The operator rolled back to its last stable specification: service is restored, this deployment failed."));
        }
        return Optional.empty();
    }

    /** From operator 1.13 on a JobManager that is gone for good makes the whole resource FAILED. */
    private static Optional<Verdict> givenUp(ResourceSeen resource) {
        boolean gone = resource.jobManagerIs("MISSING") || resource.jobManagerIs("ERROR");
        return resource.lifecycleIs("FAILED") && gone && !resource.reconciliationIs("UPGRADING")
                ? Optional.of(Verdict.fail(
                        FindingCode.JOB_MANAGER_ERROR,
                        "The operator gave the deployment up, its JobManager is "
                                + resource.jobManager().orElse("")
                                + resource.error()
                                        .filter(error -> !error.isPassing())
                                        .map(error -> ": " + error.message())
                                        .orElse(".")))
                : Optional.empty();
    }

    private static Optional<Verdict> unmistakable(Baseline baseline, ResourceSeen resource) {
        boolean accepted = resource.acceptedGeneration() >= baseline.generation();
        return resource.error()
                .filter(error -> error.message().contains("Manual restore required")
                        || error.message().contains("HA metadata is not available")
                        || error.message().contains("HA data is not available")
                        || error.message().contains("configmaps have been deleted"))
                .map(error -> new Finding(
                        FindingCode.MANUAL_RESTORE_REQUIRED, "The operator cannot go on by itself: " + error.message()))
                // It says so before it takes up the new generation, which then never happens; but the text may also be
                // left
                // over from the specification before.
                .map(finding -> accepted ? new Verdict.Failing(finding) : new Verdict.Suspect(finding, ERROR_PATIENCE));
    }

    private static Optional<Verdict> jobEnd(Baseline baseline, ResourceSeen resource) {
        JobSeen job = resource.job();
        // What an operator writes as the job of a session cluster that it takes down is nobody's job. And a job that is
        // being
        // stopped ends.
        boolean stopping = resource.suspendedByIntent() && !job.is("FAILED");
        if (resource.role() == Role.SESSION_CLUSTER || stopping || !baseline.isOurs(job)) {
            return Optional.empty();
        }
        String name = resource.role() == Role.BLUE_GREEN
                ? "The job of " + resource.jobManagerName()
                : job.id().map(id -> "Job " + id).orElse("The job");
        return switch (job.state().orElse("")) {
            case "FAILED", "FAILING" -> {
                String text = name + " is " + job.state().orElse("") + ".";
                // The two resources of a blue/green deployment are not seen at one moment.
                yield Optional.of(
                        resource.role() == Role.BLUE_GREEN
                                ? Verdict.suspect(FindingCode.JOB_FAILED, text, GONE_PATIENCE)
                                : Verdict.fail(FindingCode.JOB_FAILED, text));
            }
            case "CANCELED", "CANCELLED", "CANCELLING" ->
                Optional.of(Verdict.suspect(FindingCode.JOB_CANCELED, name + " was cancelled.", GONE_PATIENCE));
            case "FINISHED" ->
                resource.lifecycleIs("UPGRADING")
                        ? Optional.empty()
                        : Optional.of(new Verdict.Complete("the bounded job finished"));
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> running(Baseline baseline, Observation observation, ResourceSeen resource) {
        boolean jobManagerReady = resource.jobManager().isEmpty() || resource.jobManagerIs("READY");
        boolean quiet = resource.error().map(OperatorError::isPassing).orElse(true);
        boolean ours = baseline.isOurs(resource.job()) || Scaling.isInPlace(baseline, observation);
        boolean jobRuns =
                resource.role() == Role.SESSION_CLUSTER || resource.job().is("RUNNING") && ours;
        return jobRuns
                        && resource.lifecycleIs("STABLE")
                        && resource.reconciliationIs("DEPLOYED")
                        && jobManagerReady
                        && resource.running().orElse(true)
                        && quiet
                ? Optional.of(new Verdict.Running())
                : Optional.empty();
    }

    private static Optional<Verdict> operatorTrouble(
            Baseline baseline, Observation observation, ResourceSeen resource) {
        Optional<OperatorError> error = resource.error().filter(found -> !found.isPassing());
        boolean known =
                error.filter(found -> CauseDictionary.isKnown(found.message())).isPresent();
        if (resource.jobManagerIs("ERROR")) {
            return Optional.of(Verdict.suspect(
                    FindingCode.JOB_MANAGER_ERROR,
                    "The JobManager's deployment is in error"
                            + error.map(e -> ": " + e.message()).orElse("."),
                    known ? KNOWN_PATIENCE : JOB_MANAGER_PATIENCE));
        }
        return error.map(found -> Verdict.suspect(
                FindingCode.JOB_MANAGER_ERROR,
                "The operator reports: " + found.message(),
                isRecovering(baseline, observation, found)
                        ? RECOVERY_PATIENCE
                        : known ? KNOWN_PATIENCE : ERROR_PATIENCE));
    }

    private static boolean isRecovering(Baseline baseline, Observation observation, OperatorError error) {
        boolean deploysAgain = observation.events().stream()
                .anyMatch(event -> event.reason().equals("RecoverDeployment") && baseline.isSinceApply(event.at()));
        return deploysAgain
                && (error.message().contains("Missing JobManager deployment")
                        || error.message().contains("already exists"));
    }

    private static String describe(ResourceSeen resource) {
        String state = resource.job().state().orElse("not seen yet");
        String lifecycle = resource.lifecycle().orElse("unknown");
        return resource.colours().map(colours -> colours.story() + "; ").orElse("")
                + (ON_THE_WAY.contains(state) ? "job " + state : "job state " + state) + ", lifecycle " + lifecycle
                + resource.jobManager()
                        .map(manager -> ", JobManager " + manager)
                        .orElse("");
    }
}

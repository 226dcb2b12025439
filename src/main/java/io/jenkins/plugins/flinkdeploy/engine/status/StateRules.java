package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.health.OperatorError;
import io.jenkins.plugins.flinkdeploy.engine.health.PodSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Role;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.util.List;
import java.util.Optional;

/**
 * Says in one word what a cluster does. The operator's lifecycle state alone would say STABLE of a job that crashes every
 * minute; so pods and the job count before it.
 */
final class StateRules {
    private static final String LOOPING = "CrashLoopBackOff";

    private StateRules() {}

    record Finding(ClusterState state, Optional<String> reason) {
        static Finding of(ClusterState state) {
            return new Finding(state, Optional.empty());
        }

        static Finding of(ClusterState state, String reason) {
            return new Finding(state, Optional.of(reason));
        }
    }

    static Finding state(ResourceSeen seen, List<PodSeen> pods) {
        Optional<String> error =
                seen.error().filter(found -> !found.isPassing()).map(found -> Text.firstLine(found.message()));
        if (seen.lifecycleIs("DELETING") || seen.lifecycleIs("DELETED")) {
            return Finding.of(ClusterState.DELETING);
        }
        if (seen.suspendedByIntent()) {
            boolean reached =
                    seen.lifecycleIs("SUSPENDED") || (pods.isEmpty() && seen.acceptedGeneration() >= seen.generation());
            // A first deploy in this state never gets a status: there is nothing that could still stop.
            boolean neverStarted = pods.isEmpty() && seen.job().state().isEmpty();
            return reached || neverStarted
                    ? Finding.of(ClusterState.STOPPED)
                    : new Finding(ClusterState.STOPPING, error);
        }
        if (seen.reconciliationIs("ROLLING_BACK")) {
            return new Finding(ClusterState.ROLLING_BACK, error);
        }
        if (seen.reconciliationIs("ROLLED_BACK")) {
            return Finding.of(
                    ClusterState.ROLLED_BACK,
                    error.orElse("the operator went back to the last specification that it calls stable"));
        }
        Optional<PodSeen> looping = pods.stream().filter(StateRules::loops).findFirst();
        if (looping.isPresent()) {
            return Finding.of(ClusterState.CRASH_LOOPING, words(looping.get()));
        }
        if (seen.job().is("FAILED") || seen.lifecycleIs("FAILED")) {
            return new Finding(ClusterState.FAILED, error);
        }
        if (seen.error().filter(OperatorError::isRejectedSpecification).isPresent()
                && !seen.job().state().isEmpty()) {
            return new Finding(
                    jobWord(seen.job().state().orElse("")),
                    error.map(why -> "the last specification was refused: " + why));
        }
        if (seen.acceptedGeneration() < seen.generation() || seen.reconciliationIs("UPGRADING")) {
            return new Finding(ClusterState.DEPLOYING, error);
        }
        return settled(seen, error);
    }

    /** A specification that the operator has taken up. */
    private static Finding settled(ResourceSeen seen, Optional<String> error) {
        if (seen.jobManagerIs("ERROR") || seen.jobManagerIs("MISSING")) {
            return Finding.of(
                    ClusterState.FAILED,
                    error.orElse("JobManager " + seen.jobManager().orElse("")));
        }
        if (seen.role() == Role.SESSION_CLUSTER) {
            return seen.jobManagerIs("READY")
                    ? Finding.of(ClusterState.RUNNING)
                    : new Finding(ClusterState.DEPLOYING, error);
        }
        String job = seen.job().state().orElse("");
        return new Finding(jobWord(job), job.startsWith("CANCEL") ? Optional.of("the job was cancelled") : error);
    }

    private static ClusterState jobWord(String job) {
        return switch (job) {
            case "RUNNING" -> ClusterState.RUNNING;
            case "RESTARTING", "FAILING" -> ClusterState.RESTARTING;
            case "FINISHED" -> ClusterState.FINISHED;
            case "FAILED", "CANCELED", "CANCELLING" -> ClusterState.FAILED;
            case "", "CREATED", "RECONCILING", "INITIALIZING" -> ClusterState.DEPLOYING;
            default -> ClusterState.UNKNOWN;
        };
    }

    private static boolean loops(PodSeen pod) {
        return pod.waitingReason().filter(LOOPING::equals).isPresent()
                || (pod.restarts() >= 2
                        && !pod.ready()
                        && pod.terminatedReason().isPresent());
    }

    private static String words(PodSeen pod) {
        return (pod.isJobManager() ? "JobManager" : "TaskManager") + " ended " + pod.restarts() + " times"
                + pod.terminatedReason().map(reason -> ", last: " + reason).orElse("")
                + pod.exitCode().map(code -> ", exit code " + code).orElse("");
    }
}

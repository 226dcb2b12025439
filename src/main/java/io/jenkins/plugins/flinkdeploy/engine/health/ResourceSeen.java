package io.jenkins.plugins.flinkdeploy.engine.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tolerant view of a FlinkDeployment or FlinkSessionJob. Operators from 1.7 on differ in what they write into the status, and
 * call it internal; so only fields that decisions need are read, each may be absent, and none is taken for certain.
 *
 * @param role what it is for
 * @param jobManagerName name of the FlinkDeployment whose JobManager runs the job
 * @param uid identity of the object: another one means that it was deleted and created again
 * @param generation generation of the specification
 * @param acceptedGeneration generation that the operator took up: {@code status.observedGeneration}, or on operators that write
 *     none (1.7) the generation inside {@code reconciliationStatus.lastReconciledSpec}; 0 when it took up none yet
 * @param lifecycle {@code status.lifecycleState}; of a blue/green deployment see {@link BlueGreenReader}
 * @param reconciliation {@code status.reconciliationStatus.state}
 * @param jobManager {@code status.jobManagerDeploymentStatus}; empty on session jobs
 * @param running {@code status.conditions} of type Running, which operators write from 1.15 on
 * @param job the job
 * @param error {@code status.error}
 * @param lastSavepoint the last savepoint in {@code status.jobStatus}
 * @param suspendedByIntent whether the specification asks for {@code job.state: suspended}
 * @param deploymentId our annotation with the id of the deployment that applied it last
 * @param colours of a blue/green deployment, how its colours stand to each other
 */
public record ResourceSeen(
        Role role,
        String jobManagerName,
        String uid,
        long generation,
        long acceptedGeneration,
        Optional<String> lifecycle,
        Optional<String> reconciliation,
        Optional<String> jobManager,
        Optional<Boolean> running,
        JobSeen job,
        Optional<OperatorError> error,
        Optional<SavepointSeen> lastSavepoint,
        boolean suspendedByIntent,
        Optional<String> deploymentId,
        Optional<Colours> colours) {

    /** The annotation under which the id of the deployment stands on the resource. */
    public static final String DEPLOYMENT_ID = "flinkdeploy.jenkins.io/deployment-id";

    /** Reads a resource as the API server returned it. */
    public static ResourceSeen of(Manifest manifest) {
        if (BlueGreenReader.reads(manifest)) {
            return BlueGreenReader.read(manifest, Map.of());
        }
        return new ResourceSeen(
                role(manifest),
                manifest.textAt("/spec/deploymentName").orElse(manifest.name()),
                manifest.textAt("/metadata/uid").orElse(""),
                manifest.at("/metadata/generation").asLong(),
                accepted(manifest),
                manifest.textAt("/status/lifecycleState"),
                manifest.textAt("/status/reconciliationStatus/state"),
                manifest.textAt("/status/jobManagerDeploymentStatus"),
                running(manifest),
                new JobSeen(
                        manifest.textAt("/status/jobStatus/state"),
                        manifest.textAt("/status/jobStatus/jobId"),
                        manifest.textAt("/status/jobStatus/startTime")),
                manifest.textAt("/status/error").filter(text -> !text.isBlank()).map(OperatorError::parse),
                savepoint(manifest),
                manifest.textAt("/spec/job/state").filter("suspended"::equals).isPresent(),
                manifest.annotation(DEPLOYMENT_ID),
                Optional.empty());
    }

    private static Role role(Manifest manifest) {
        if (manifest.kind().equals("FlinkSessionJob")) {
            return Role.SESSION_JOB;
        }
        return manifest.at("/spec/job").isObject() ? Role.APPLICATION : Role.SESSION_CLUSTER;
    }

    private static Optional<Boolean> running(Manifest manifest) {
        for (JsonNode condition : manifest.at("/status/conditions")) {
            if ("Running".equals(condition.path("type").asText())) {
                return Optional.of("True".equals(condition.path("status").asText()));
            }
        }
        return Optional.empty();
    }

    private static long accepted(Manifest manifest) {
        JsonNode observed = manifest.at("/status/observedGeneration");
        if (observed.isIntegralNumber()) {
            return observed.asLong();
        }
        return manifest.textAt("/status/reconciliationStatus/lastReconciledSpec")
                .map(ResourceSeen::generationInside)
                .orElse(0L);
    }

    private static long generationInside(String lastReconciledSpec) {
        try {
            JsonNode metadata = Json.read(lastReconciledSpec).path("resource_metadata");
            return metadata.path("metadata").path("generation").asLong(0);
        } catch (UncheckedIOException notJson) {
            return 0;
        }
    }

    private static Optional<SavepointSeen> savepoint(Manifest manifest) {
        JsonNode last = manifest.at("/status/jobStatus/savepointInfo/lastSavepoint");
        Optional<String> upgradePath = manifest.textAt("/status/jobStatus/upgradeSavepointPath");
        if (last.hasNonNull("location")) {
            return Optional.of(new SavepointSeen(
                    last.path("location").asText(),
                    Optional.ofNullable(last.path("triggerType").asText(null)),
                    last.path("triggerNonce").isIntegralNumber()
                            ? OptionalLong.of(last.path("triggerNonce").asLong())
                            : OptionalLong.empty(),
                    instant(last.path("timeStamp"))));
        }
        return upgradePath.map(
                path -> new SavepointSeen(path, Optional.of("UPGRADE"), OptionalLong.empty(), Optional.empty()));
    }

    private static Optional<Instant> instant(JsonNode millis) {
        try {
            return millis.canConvertToLong() && millis.isNumber()
                    ? Optional.of(Instant.ofEpochMilli(millis.asLong()))
                    : Optional.empty();
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    /** Whether a job does the work; of a blue/green deployment that of any colour. */
    public boolean serves() {
        return colours.map(found -> found.serving().isPresent()).orElseGet(() -> job.is("RUNNING"));
    }

    /** Flink's id of the job, which of a blue/green deployment is not what identifies its execution. */
    public Optional<String> flinkJob() {
        return colours.isPresent() ? colours.flatMap(Colours::flinkJob) : job.id();
    }

    public boolean lifecycleIs(String wanted) {
        return lifecycle.filter(wanted::equals).isPresent();
    }

    public boolean reconciliationIs(String wanted) {
        return reconciliation.filter(wanted::equals).isPresent();
    }

    public boolean jobManagerIs(String wanted) {
        return jobManager.filter(wanted::equals).isPresent();
    }
}

package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jenkins.plugins.flinkdeploy.engine.health.Finding;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAsked;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.util.Optional;

/**
 * Something to be done in the world. An effect is a value in the saved state: whoever resumes a deployment does the first pending
 * one again, so each must be harmless when done twice.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "effect")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Effect.Inspect.class, name = "inspect"),
    @JsonSubTypes.Type(value = Effect.Prepare.class, name = "prepare"),
    @JsonSubTypes.Type(value = Effect.DryRun.class, name = "dry-run"),
    @JsonSubTypes.Type(value = Effect.Lock.class, name = "lock"),
    @JsonSubTypes.Type(value = Effect.ReadBaseline.class, name = "read-baseline"),
    @JsonSubTypes.Type(value = Effect.TriggerSavepoint.class, name = "trigger-savepoint"),
    @JsonSubTypes.Type(value = Effect.Apply.class, name = "apply"),
    @JsonSubTypes.Type(value = Effect.RenewLock.class, name = "renew-lock"),
    @JsonSubTypes.Type(value = Effect.Confirm.class, name = "confirm"),
    @JsonSubTypes.Type(value = Effect.Diagnose.class, name = "diagnose"),
    @JsonSubTypes.Type(value = Effect.RollBack.class, name = "roll-back"),
    @JsonSubTypes.Type(value = Effect.NoteSavepoint.class, name = "note-savepoint"),
    @JsonSubTypes.Type(value = Effect.PruneSavepoints.class, name = "prune-savepoints"),
    @JsonSubTypes.Type(value = Effect.Record.class, name = "record"),
    @JsonSubTypes.Type(value = Effect.MarkRolledBack.class, name = "mark-rolled-back"),
    @JsonSubTypes.Type(value = Effect.NoteAction.class, name = "note-action"),
    @JsonSubTypes.Type(value = Effect.Unlock.class, name = "unlock")
})
public sealed interface Effect {
    /** Check what the target serves and read what is there. Changes nothing. */
    record Inspect() implements Effect {}

    /** Build and push the image, render the resource. */
    record Prepare() implements Effect {}

    /** Ask the API server whether it would take the resource. Changes nothing. */
    record DryRun(Manifest manifest) implements Effect {}

    /** Take the target's lease. */
    record Lock() implements Effect {}

    /** Read what is there, now that nobody else may change it. */
    record ReadBaseline(Manifest desired) implements Effect {}

    /** Ask the operator for a savepoint of the job that runs. */
    record TriggerSavepoint(Optional<String> jobId) implements Effect {}

    /** Write a savepoint down on the cluster, so that it is found again whatever becomes of the deployment. */
    record NoteSavepoint(SavepointAsked asked, SavepointTaken savepoint) implements Effect {}

    /** Remove savepoints beyond those to be kept. */
    record PruneSavepoints() implements Effect {}

    /** Apply the resource. */
    record Apply(Manifest manifest) implements Effect {}

    /** Keep the lease. */
    record RenewLock() implements Effect {}

    /** Read the resource once more before it is called healthy. Changes nothing. */
    record Confirm(String how) implements Effect {}

    /** Collect evidence for a finding. Changes nothing. */
    record Diagnose(Finding finding) implements Effect {}

    /** Apply the last good revision again. */
    record RollBack(Revision revision) implements Effect {}

    /** Write the revision record. */
    record Record(Revision revision) implements Effect {}

    /** Write on the resource that this commit was rolled back. */
    record MarkRolledBack(String commit) implements Effect {}

    /** Write on the resource who did what with it. */
    record NoteAction(ActionNote note) implements Effect {}

    /** Give the lease back. */
    record Unlock() implements Effect {}
}

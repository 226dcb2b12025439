package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Prepared;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.io.Serializable;
import java.time.Duration;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How a deployment stands or went: what the step returns to a Pipeline, and what the REST API shows. Absent values are null. */
@ExportedBean(defaultVisibility = 2)
public final class DeployResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String target;
    private final String resource;
    private final String outcome;
    private final boolean success;
    private final String summary;
    private final String commit;
    private final String fromCommit;
    private final String image;
    private final String digest;
    private final String savepoint;
    private final String restoredFrom;
    private final Long generation;
    private final Long downtimeMillis;
    private final long tookMillis;
    private final String cause;
    private final String phases;

    private DeployResult(Report report, String image) {
        id = report.id();
        target = report.target();
        resource = report.resource();
        outcome = report.outcome().name();
        success = report.success();
        summary = report.summary();
        commit = report.commit().orElse(null);
        fromCommit = report.fromCommit().orElse(null);
        this.image = image;
        digest = report.image().map(Prepared.Image::digest).orElse(null);
        savepoint = report.savepoints().isEmpty()
                ? null
                : report.savepoints().get(report.savepoints().size() - 1).path();
        restoredFrom = report.restoredFrom().orElse(null);
        generation = report.generation().orElse(null);
        downtimeMillis = report.downtime().map(Duration::toMillis).orElse(null);
        tookMillis = report.took().toMillis();
        cause = report.cause()
                .map(diagnosis -> diagnosis.cause() + ": " + diagnosis.explanation())
                .orElse(null);
        phases = report.timeline();
    }

    static DeployResult of(Deployment deployment) {
        return new DeployResult(
                Report.of(deployment),
                deployment
                        .prepared()
                        .flatMap(prepared -> prepared.manifest().textAt("/spec/image"))
                        .orElse(null));
    }

    /** Identity of the deployment, which is also written on the resource. */
    @Whitelisted
    @Exported
    public String getId() {
        return id;
    }

    /** What was deployed: {@code orders.main}. */
    @Whitelisted
    @Exported
    public String getTarget() {
        return target;
    }

    /** {@code FlinkDeployment streaming/orders-main}. */
    @Whitelisted
    @Exported
    public String getResource() {
        return resource;
    }

    /** The phase that was reached: {@code DONE}, {@code UNCHANGED}, {@code DRY_RUN}, {@code ROLLED_BACK}, {@code FAILED}, … */
    @Whitelisted
    @Exported
    public String getOutcome() {
        return outcome;
    }

    /** Whether it did what was asked. */
    @Whitelisted
    @Exported
    public boolean isSuccess() {
        return success;
    }

    /** One sentence. */
    @Whitelisted
    @Exported
    public String getSummary() {
        return summary;
    }

    @CheckForNull
    @Whitelisted
    @Exported
    public String getCommit() {
        return commit;
    }

    /** The commit that ran before. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getFromCommit() {
        return fromCommit;
    }

    /** The image as the resource names it, by digest when it was built here. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getImage() {
        return image;
    }

    /** Digest of the image that was built. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getDigest() {
        return digest;
    }

    /** Path of the newest savepoint of this deployment. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getSavepoint() {
        return savepoint;
    }

    /** From what Flink restored the new job's state. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getRestoredFrom() {
        return restoredFrom;
    }

    /** The resource's generation that was applied. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Long getGeneration() {
        return generation;
    }

    /** How long no job ran, in milliseconds. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Long getDowntimeMillis() {
        return downtimeMillis;
    }

    /** From the start to the last change, in milliseconds. */
    @Whitelisted
    @Exported
    public long getTookMillis() {
        return tookMillis;
    }

    /** Why it failed. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getCause() {
        return cause;
    }

    /** How long each phase took, in one line. */
    @Whitelisted
    @Exported
    public String getPhases() {
        return phases;
    }

    /** The outcome in the words of the run's page. */
    public String getOutcomeText() {
        return switch (Phase.valueOf(outcome)) {
            case DONE -> Messages.DeployResult_done();
            case UNCHANGED -> Messages.DeployResult_unchanged();
            case DRY_RUN -> Messages.DeployResult_dryRun();
            case ROLLED_BACK -> Messages.DeployResult_rolledBack();
            case FAILED -> Messages.DeployResult_failed();
            case SUPERSEDED -> Messages.DeployResult_superseded();
            case ABORTED -> Messages.DeployResult_aborted();
            default -> Messages.DeployResult_underWay(outcome);
        };
    }

    /** The commit as people write it; null when it is not known. */
    @CheckForNull
    public String getCommitText() {
        return commit == null ? null : Text.commit(commit);
    }

    /** The commit that ran before as people write it; null when it is not known. */
    @CheckForNull
    public String getFromCommitText() {
        return fromCommit == null ? null : Text.commit(fromCommit);
    }

    /** The downtime as people write it; null when nothing stopped. */
    @CheckForNull
    public String getDowntimeText() {
        return downtimeMillis == null ? null : Text.duration(Duration.ofMillis(downtimeMillis));
    }

    /** How long it took so far, and where the time went, as people write it. */
    public String getTookText() {
        String took = Text.duration(Duration.ofMillis(tookMillis));
        return phases.isEmpty() ? took : took + " (" + phases + ")";
    }

    @Override
    public String toString() {
        return target + ": " + outcome + (summary.isEmpty() ? "" : ", " + summary);
    }
}

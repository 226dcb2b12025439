package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.deploy.ColourChange;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Control;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupReport;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Prepared;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How a deployment stands or went: what the step returns to a Pipeline, and what the REST API shows. Absent values are null. */
@ExportedBean(defaultVisibility = 2)
public final class DeployResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String action;
    private final String target;
    private final String resource;
    private final String outcome;
    private final boolean success;
    private final String summary;
    private final String commit;
    private final String fromCommit;
    private final String deployedBy;
    private final String image;
    private final String digest;
    private final String savepoint;
    private final String restoredFrom;
    private final String colours;
    private final Long generation;
    private final Long revision;
    private final Long downtimeMillis;
    private final long tookMillis;
    private final String cause;
    private final String phases;
    private final List<DeployResult> deployments;

    private DeployResult(Report report, String image, Optional<String> fate, Order order) {
        id = report.id();
        action = report.action().map(Control.Action::word).orElse(null);
        target = report.target();
        resource = report.resource();
        outcome = fate.orElse(report.outcome().name());
        success = report.success();
        summary = report.summary();
        commit = report.commit().orElse(null);
        fromCommit = report.fromCommit().orElse(null);
        deployedBy = order.provenance().deployedBy().orElse(null);
        this.image = image;
        digest = report.image().map(Prepared.Image::digest).orElse(null);
        savepoint = report.savepoints().isEmpty()
                ? null
                : report.savepoints().get(report.savepoints().size() - 1).path();
        restoredFrom = report.restoredFrom().orElse(null);
        colours = report.colours()
                .map(ColourChange::text)
                .filter(text -> !text.isEmpty())
                .orElse(null);
        generation = report.generation().orElse(null);
        revision = order.revision().orElse(null);
        downtimeMillis = report.downtime().map(Duration::toMillis).orElse(null);
        tookMillis = report.took().toMillis();
        cause = report.cause()
                .map(diagnosis -> diagnosis.cause() + ": " + diagnosis.explanation())
                .orElse(null);
        phases = report.timeline();
        deployments = List.of();
    }

    /** Several as one: what they have in common, what counts for all of them, and each by itself. */
    private DeployResult(GroupReport report, List<DeployResult> targets) {
        id = report.id();
        action = common(targets, each -> each.action);
        // The jobs of a session cluster are called by its name and theirs.
        target = joined(targets, each -> each.target.contains(" ") ? null : each.target);
        resource = joined(targets, each -> each.resource);
        outcome = report.outcome().name();
        success = report.success();
        summary = report.summary();
        commit = common(targets, each -> each.commit);
        fromCommit = common(targets, each -> each.fromCommit);
        deployedBy = common(targets, each -> each.deployedBy);
        image = common(targets, each -> each.image);
        digest = common(targets, each -> each.digest);
        savepoint = common(targets, each -> each.savepoint);
        restoredFrom = common(targets, each -> each.restoredFrom);
        colours = common(targets, each -> each.colours);
        generation = null;
        revision = null;
        downtimeMillis =
                given(targets, each -> each.downtimeMillis).max(Long::compareTo).orElse(null);
        tookMillis = report.took().toMillis();
        cause = given(targets, each -> each.cause).findFirst().orElse(null);
        phases = "";
        deployments = List.copyOf(targets);
    }

    static DeployResult of(Deployment deployment) {
        return of(deployment, Optional.empty());
    }

    /** @param fate what became of it besides, as {@link GroupReport.Fate} calls it */
    static DeployResult of(Deployment deployment, Optional<String> fate) {
        return new DeployResult(
                Report.of(deployment),
                deployment
                        .prepared()
                        .flatMap(prepared -> ClusterSpec.textAt(prepared.manifest(), "/image"))
                        .orElse(null),
                fate,
                deployment.order());
    }

    /** One result for a group of which nothing can begin any more. */
    static DeployResult of(DeploymentGroup group) {
        GroupReport report = GroupReport.of(group);
        List<DeployResult> targets = new ArrayList<>();
        group.asked()
                .forEach(member -> targets.add(of(
                        member.deployment(),
                        Optional.of(report.targets().get(targets.size()).fate().name()))));
        return group.members().size() == 1
                        && group.members().get(0).deployment().isFinished()
                ? of(group.members().get(0).deployment())
                : new DeployResult(report, targets);
    }

    /** What there is to say when nothing was to be deployed. */
    static DeployResult nothingChanged() {
        return new DeployResult(
                new GroupReport(
                        "",
                        Phase.UNCHANGED,
                        true,
                        Messages.DeployResult_nothingChanged(),
                        false,
                        Duration.ZERO,
                        List.of()),
                List.of());
    }

    private static <T> Stream<T> given(List<DeployResult> targets, Function<DeployResult, T> property) {
        return targets.stream().map(property).filter(Objects::nonNull);
    }

    private static String joined(List<DeployResult> targets, Function<DeployResult, String> property) {
        return given(targets, property).distinct().collect(Collectors.joining(", "));
    }

    /** What all have that have it at all, null when they differ. */
    private static String common(List<DeployResult> targets, Function<DeployResult, String> property) {
        List<String> different = given(targets, property).distinct().toList();
        return different.size() == 1 ? different.get(0) : null;
    }

    /** Identity of the deployment, which is also written on the resource. */
    @Whitelisted
    @Exported
    public String getId() {
        return id;
    }

    /** {@code start}, {@code stop}, {@code restart} or {@code cancel}; null for deployments and rollbacks. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getAction() {
        return action;
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

    /** The phase that was reached: {@code DONE}, {@code UNCHANGED}, {@code DRY_RUN}, {@code ROLLED_BACK}, {@code FAILED}, …; of one of
     * several targets also {@code LEFT_AS_IT_WAS}, {@code TAKEN_BACK} or {@code UNWATCHED}. */
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

    /** Who caused it. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getDeployedBy() {
        return deployedBy;
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

    /** Of a blue/green deployment, which colour did the work before and which does now: {@code blue → green}. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getColours() {
        return colours;
    }

    /** The resource's generation that was applied. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Long getGeneration() {
        return generation;
    }

    /** The earlier revision that was deployed again; null for what is no rollback that somebody asked for. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Long getRevision() {
        return revision;
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

    /** Of several targets each by itself, in the order of deployment; this one when there is only one. */
    @Whitelisted
    public List<DeployResult> getDeployments() {
        return deployments.isEmpty() ? List.of(this) : deployments;
    }

    /** The outcome in the words of the run's page. */
    public String getOutcomeText() {
        return switch (outcome) {
            case "DONE" ->
                "stop".equals(action) || "cancel".equals(action)
                        ? Messages.DeployResult_stopped()
                        : Messages.DeployResult_done();
            case "APPLIED_ONLY" -> Messages.DeployResult_appliedOnly();
            case "UNCHANGED" -> Messages.DeployResult_unchanged();
            case "DRY_RUN" -> Messages.DeployResult_dryRun();
            case "ROLLED_BACK" -> Messages.DeployResult_rolledBack();
            case "FAILED" -> Messages.DeployResult_failed();
            case "SUPERSEDED" -> Messages.DeployResult_superseded();
            case "ABORTED" -> Messages.DeployResult_aborted();
            case "LEFT_AS_IT_WAS" -> Messages.DeployResult_leftAsItWas();
            case "TAKEN_BACK" -> Messages.DeployResult_takenBack();
            case "UNWATCHED" -> Messages.DeployResult_unwatched();
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

    /** How long it took so far, as people write it. */
    public String getDurationText() {
        return Text.duration(Duration.ofMillis(tookMillis));
    }

    /** How long it took so far, and where the time went, as people write it. */
    public String getTookText() {
        return phases.isEmpty() ? getDurationText() : getDurationText() + " (" + phases + ")";
    }

    @Override
    public String toString() {
        return target + ": " + outcome + (summary.isEmpty() ? "" : ", " + summary);
    }
}

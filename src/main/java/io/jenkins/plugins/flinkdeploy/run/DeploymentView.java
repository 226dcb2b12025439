package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupReport;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Prepared;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import io.jenkins.plugins.flinkdeploy.engine.health.Evidence;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import io.jenkins.plugins.flinkdeploy.engine.status.Dashboard;
import java.util.List;
import java.util.Optional;

/** A deployment with everything that its page tells of it. */
public final class DeploymentView {
    private static final String DOCUMENTATION = "https://github.com/jenkinsci/flink-deploy-plugin/blob/main/";

    private final DeployResult result;
    private final Report report;
    private final Optional<String> dashboard;

    private DeploymentView(DeployResult result, Report report, Optional<String> dashboard) {
        this.result = result;
        this.report = report;
        this.dashboard = dashboard;
    }

    /** @param fate what became of it besides, as the engine calls it, when it belongs to a group */
    static DeploymentView of(Deployment deployment, Optional<String> fate) {
        return new DeploymentView(
                DeployResult.of(deployment, fate),
                Report.of(deployment),
                deployment
                        .prepared()
                        .map(Prepared::manifest)
                        .flatMap(Dashboard::of)
                        .filter(DeploymentView::isWeb));
    }

    /** Whoever writes the specification writes the address, which becomes a link here. */
    private static boolean isWeb(String address) {
        return address.matches("https?://.+");
    }

    public DeployResult getResult() {
        return result;
    }

    /** The class of the notice in which the outcome is told. */
    public String getNotice() {
        if (result.getOutcome().equals(GroupReport.Fate.UNWATCHED.name())) {
            return "jenkins-alert-warning";
        }
        return switch (report.outcome()) {
            case DONE, UNCHANGED -> "jenkins-alert-success";
            case FAILED -> "jenkins-alert-danger";
            case ROLLED_BACK, ABORTED, SUPERSEDED -> "jenkins-alert-warning";
            default -> "jenkins-alert-info";
        };
    }

    public List<PhaseBar> getPhases() {
        return PhaseBar.of(report);
    }

    /** Each savepoint of the deployment with its size and how long it took, in the order in which they were taken. */
    public List<String> getSavepoints() {
        return report.savepoints().stream().map(SavepointTaken::describe).toList();
    }

    /** What the JobManager said last of the job; null when it was not asked or did not answer. */
    @CheckForNull
    public String getJobText() {
        return report.job().map(DeploymentView::describe).orElse(null);
    }

    private static String describe(JobSample job) {
        return Messages.DeploymentView_job(
                job.jobId(), job.completedCheckpoints(), job.failedCheckpoints(), job.restarts(), job.taskManagers());
    }

    /** Where the ingress of the cluster shows Flink's web interface; null without one. */
    @CheckForNull
    public String getDashboard() {
        return dashboard.orElse(null);
    }

    /** The failure's cause in short; null when nothing failed. */
    @CheckForNull
    public String getCause() {
        return report.cause().map(Diagnosis::cause).orElse(null);
    }

    public String getExplanation() {
        return report.cause().map(Diagnosis::explanation).orElse("");
    }

    public String getSuggestion() {
        return report.cause().map(Diagnosis::suggestion).orElse("");
    }

    /** What was said about the failure, most telling first. */
    public List<EvidenceView> getEvidence() {
        return report.cause().map(Diagnosis::evidence).orElse(List.of()).stream()
                .map(EvidenceView::new)
                .toList();
    }

    /** Where the documentation tells more of the cause; null when nothing failed. */
    @CheckForNull
    public String getCausePage() {
        return report.page().map(page -> DOCUMENTATION + page).orElse(null);
    }

    /** Something that was said about a failure, and who said it. */
    public static final class EvidenceView {
        private final Evidence evidence;

        EvidenceView(Evidence evidence) {
            this.evidence = evidence;
        }

        public String getSource() {
            return evidence.source();
        }

        public String getText() {
            return evidence.text();
        }
    }
}

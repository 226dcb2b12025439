package io.jenkins.plugins.flinkdeploy.health;

import hudson.model.HealthReport;
import hudson.model.Job;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jvnet.localizer.Localizable;

/** The worst cluster of a job as it is now: Jenkins keeps what it was given until the next build. */
final class LiveHealth extends HealthReport {
    private static final long serialVersionUID = 1L;

    private final String job;

    LiveHealth(Job<?, ?> job) {
        super(now(job.getFullName()).getScore(), now(job.getFullName()).getLocalizableDescription());
        this.job = job.getFullName();
    }

    private static HealthReport now(String job) {
        List<ClusterHealth> clusters = HealthBook.get().of(job);
        Optional<ClusterHealth> worst = clusters.stream()
                .filter(each -> each.state().isPresent())
                .max(Comparator.comparing(each -> each.state().orElse(HealthState.UNKNOWN)));
        if (worst.isEmpty()) {
            return new HealthReport(HealthWords.score(HealthState.OK), Messages._LiveHealth_notYet());
        }
        HealthState state = worst.get().state().orElse(HealthState.UNKNOWN);
        Localizable text = Messages._LiveHealth_text(
                worst.get().cluster().resource().name(),
                HealthWords.localizable(state),
                worst.get()
                        .last()
                        .map(report -> Secrets.masked(report.summary()))
                        .orElse(""));
        return new HealthReport(HealthWords.score(state), text);
    }

    @Override
    public int getScore() {
        return now(job).getScore();
    }

    @Override
    public String getIconClassName() {
        return now(job).getIconClassName();
    }

    @Override
    public String getIconUrl() {
        return now(job).getIconUrl();
    }

    @Override
    public String getIconUrl(String size) {
        return now(job).getIconUrl(size);
    }

    @Override
    public String getDescription() {
        return now(job).getDescription();
    }

    @Override
    public Localizable getLocalizableDescription() {
        return now(job).getLocalizableDescription();
    }
}

package io.jenkins.plugins.flinkdeploy.health;

import io.jenkins.plugins.flinkdeploy.engine.checkup.Amount;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthFinding;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.run.PageTimes;
import java.util.List;

/** A cluster on the page of its job. */
public final class ClusterView {
    private final ClusterHealth health;

    ClusterView(ClusterHealth health) {
        this.health = health;
    }

    public String getName() {
        return health.cluster().resource().name();
    }

    public String getNamespace() {
        return health.cluster().resource().namespace();
    }

    /** Name of the target of Jenkins. */
    public String getPlace() {
        return health.cluster().place();
    }

    public boolean isSeen() {
        return health.last().isPresent();
    }

    public String getStateText() {
        return HealthWords.of(health.state().orElse(HealthState.UNKNOWN));
    }

    public String getSinceText() {
        return health.last().map(HealthReport::since).map(PageTimes::text).orElse("");
    }

    public String getAtText() {
        return health.last().map(HealthReport::at).map(PageTimes::text).orElse("");
    }

    public List<FindingView> getFindings() {
        return health.last().map(HealthReport::findings).orElse(List.of()).stream()
                .map(FindingView::new)
                .toList();
    }

    /** Newest first. */
    public List<HealthEntry> getChanges() {
        return health.changes();
    }

    /** One finding. */
    public static final class FindingView {
        private final HealthFinding finding;

        FindingView(HealthFinding finding) {
            this.finding = finding;
        }

        public String getCheck() {
            return finding.check().words()
                    + finding.job().map(name -> " (" + name + ")").orElse("");
        }

        public String getStateText() {
            return HealthWords.of(finding.state());
        }

        public String getText() {
            return Secrets.masked(finding.text());
        }

        public String getLimit() {
            return finding.limit().map(Amount::text).orElse("");
        }

        public String getSinceText() {
            return PageTimes.text(finding.since());
        }
    }
}

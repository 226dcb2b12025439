package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.engine.health.BlueGreenReader;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.engine.status.BoardRow;
import io.jenkins.plugins.flinkdeploy.health.ClustersHealth;
import java.util.Optional;

/** How well a cluster was when it was last looked at. Nothing is asked of it here. */
public final class HealthView {
    private final HealthReport report;

    private HealthView(HealthReport report) {
        this.report = report;
    }

    /** Empty where no job of this Jenkins deploys it, or nobody has looked yet. */
    static Optional<HealthView> of(LiveTarget target, BoardRow row) {
        // Jobs deploy a blue/green deployment, not its colours.
        ResourceId deployed = row.partOf()
                .map(whole -> new ResourceId(
                        ResourceId.FLINK_API,
                        BlueGreenReader.KIND,
                        row.resource().namespace(),
                        whole))
                .orElse(row.resource());
        return target.client()
                .flatMap(client -> ClustersHealth.newest(client.connection(), deployed))
                .map(HealthView::new);
    }

    public String getText() {
        return ClustersHealth.word(report.state());
    }

    /** What is worst, empty where nothing is wrong. */
    public String getWhy() {
        return report.troubles().isEmpty() ? "" : Secrets.masked(report.summary());
    }

    /** {@code good}, {@code bad} or {@code doubtful}. */
    public String getTone() {
        return StateTexts.tone(report.state());
    }

    /** The worse, the higher. */
    int rank() {
        return report.state().ordinal() + 1;
    }

    /** Changes with what is shown. */
    String version() {
        return rank() + getWhy();
    }
}

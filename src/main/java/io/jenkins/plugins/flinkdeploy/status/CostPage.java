package io.jenkins.plugins.flinkdeploy.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.engine.cost.ClusterCost;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCalculator;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCsv;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostReport;
import io.jenkins.plugins.flinkdeploy.engine.cost.Money;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.status.BoardView;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerProxy;

/** What the clusters that a user may see cost, and whose that is; computed from what watches tell. */
public final class CostPage implements StaplerProxy {
    /** How long the first who look wait for watches to open; after that it is told what is not known yet. */
    private static final Duration FIRST = Duration.ofSeconds(3);

    private static final long LOOK_MILLIS = 50;

    private final boolean priced;
    private final CostReport report;
    private final List<CostRow.Placed> clusters;
    private final List<String> missing;

    private CostPage(boolean priced, List<CostRow.Placed> clusters, List<String> missing) {
        this.priced = priced;
        this.clusters = clusters;
        this.missing = missing;
        report = CostReport.of(clusters.stream().map(CostRow.Placed::cost).toList());
    }

    static CostPage ofVisible() {
        Optional<Prices> prices = FlinkDeployConfiguration.get().knownPrices();
        CostCalculator calculator = new CostCalculator(prices);
        List<CostRow.Placed> clusters = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (LiveTarget target : settled()) {
            String place = target.target().getName();
            String server =
                    target.client().map(client -> client.connection().url()).orElse("");
            BoardView view = target.view();
            if (TargetTexts.isLoading(target, view)) {
                missing.add(Messages.CostPage_loading(place));
            }
            TargetTexts.trouble(target, view).ifPresent(missing::add);
            for (ClusterCost cost : target.costs(calculator)) {
                // Two targets may lead to the same namespace.
                if (seen.add(List.<Object>of(server, cost.resource()))) {
                    clusters.add(new CostRow.Placed(place, cost));
                }
            }
        }
        return new CostPage(prices.isPresent(), clusters, missing);
    }

    /** The targets, once it is known of each what there is or why that is not known; after a while as they are. */
    private static List<LiveTarget> settled() {
        long limit = System.nanoTime() + FIRST.toNanos();
        List<LiveTarget> targets = ClustersPage.targets();
        try {
            while (System.nanoTime() < limit
                    && targets.stream().anyMatch(target -> TargetTexts.isLoading(target, target.view()))) {
                Thread.sleep(LOOK_MILLIS);
                targets = ClustersPage.targets();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return targets;
    }

    /** Guards the page and its downloads, as that of all clusters does. */
    @Override
    public Object getTarget() {
        if (Access.visible().isEmpty()) {
            Jenkins.get().checkPermission(FlinkPermissions.VIEW);
        }
        return this;
    }

    public String getDisplayName() {
        return Messages.CostPage_displayName();
    }

    /** Whether there are prices; without them amounts alone are told. */
    public boolean isPriced() {
        return priced;
    }

    /** What is not in it, and why; one sentence each. */
    public List<String> getMissing() {
        return List.copyOf(missing);
    }

    /** Whether there is a cluster to tell of. */
    public boolean isAny() {
        return !clusters.isEmpty();
    }

    /** What everything costs in a month, empty without prices. */
    public String getTotal() {
        return report.total().month().map(Money::toString).orElse("");
    }

    public List<CostRow> getOwners() {
        return CostRow.owners(report.byOwner());
    }

    public List<CostRow> getCostOwners() {
        return CostRow.owners(report.byCostOwner());
    }

    public List<CostRow> getClusters() {
        return CostRow.clusters(clusters);
    }

    /** All of it, one row for each job. */
    public String getCsv() {
        return CostCsv.of(report);
    }

    /** All of it, and what is missing. */
    public String getJson() {
        ObjectNode json = Json.mapper().valueToTree(report);
        ArrayNode lacking = json.putArray("missing");
        missing.forEach(lacking::add);
        return Json.writePretty(json) + "\n";
    }

    /** A table of values has no place for what is missing, so the name of the file tells that something is. */
    public String getFileName() {
        return "flink-costs" + (missing.isEmpty() ? "" : "-incomplete");
    }
}

package io.jenkins.plugins.flinkdeploy.status;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.cost.ClusterCost;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCalculator;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.status.BoardRow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The page of one cluster: everything that a status tells, and what a person can do. */
public final class ClusterPage {
    /** How long the first who look wait for the first reading; after that the page says that it is being read. */
    private static final Duration FIRST = Duration.ofSeconds(3);

    private final FlinkTarget target;
    private final ResourceId resource;
    private final LiveTarget live;

    ClusterPage(FlinkTarget target, ResourceId resource) {
        this.target = target;
        this.resource = resource;
        this.live = LiveTargets.get().of(target);
    }

    FlinkTarget target() {
        return target;
    }

    ResourceId resource() {
        return resource;
    }

    LiveTarget live() {
        return live;
    }

    public String getDisplayName() {
        return resource.name();
    }

    /** Name of the target of Jenkins. */
    public String getPlace() {
        return target.getName();
    }

    public String getNamespace() {
        return resource.namespace();
    }

    /** What is known of it, null while it is read for the first time. */
    @CheckForNull
    public StatusView getStatus() {
        Optional<StatusView> view = live.cluster(resource).await(FIRST).map(StatusView::new);
        return view.orElse(null);
    }

    /** How well it was when it was last looked at, null where that is not known. */
    @CheckForNull
    public HealthView getHealth() {
        return health().orElse(null);
    }

    private Optional<HealthView> health() {
        return row().flatMap(row -> HealthView.of(live, row));
    }

    private Optional<BoardRow> row() {
        return live.view().rows().stream()
                .filter(row -> row.resource().equals(resource))
                .findFirst();
    }

    /** What it is specified to cost in a month, empty without prices. */
    public String getCost() {
        Optional<Prices> prices = FlinkDeployConfiguration.get().knownPrices();
        return prices.isEmpty()
                ? ""
                : live.costs(new CostCalculator(prices)).stream()
                        .filter(cost -> cost.resource().equals(resource))
                        .findFirst()
                        .flatMap(cost -> cost.month().map(price -> Messages.ClusterPage_cost(price, requested(cost))))
                        .orElse("");
    }

    private static String requested(ClusterCost cost) {
        return cost.requested().describe();
    }

    /** Why nothing can be told, or nothing new; empty when there is nothing to say. */
    public String getProblem() {
        return live.problem()
                .filter(any -> !live.view().current())
                .map(why -> Messages.ClustersPage_unreachable(target.getName(), why))
                .orElse("");
    }

    /** What changes when there is something new to show. */
    public String getJson() {
        return Json.write(Json.object().put("version", getVersion()));
    }

    /** Stands for what the page shows. Asking for it has the status read anew where it is due. */
    public String getVersion() {
        LiveStatus status = live.cluster(resource);
        status.status();
        int activities = getActivities().stream()
                .filter(ClusterActivity::isShown)
                .mapToInt(ClusterActivity::version)
                .sum();
        int beside = Objects.hash(live.problem(), health().map(HealthView::version), getCost());
        return beside + "-" + status.version() + "-" + activities;
    }

    /** Whether the user may have something done. */
    public boolean isChangeable() {
        return Access.mayDeploy(target);
    }

    /** What can be done with it as it is; nothing with one colour of a blue/green deployment, which its resource decides on. */
    public List<Kind> getControls() {
        boolean part = row().flatMap(BoardRow::partOf).isPresent();
        return part
                ? List.of()
                : live.cluster(resource).await(FIRST).map(Kind::of).orElse(List.of());
    }

    /** Where a person confirms that something is done; null, which is not found, for a word that stands for nothing. */
    @CheckForNull
    public ControlPage getControl(String word) {
        Optional<Kind> kind = Kind.of(word);
        return kind.map(found -> new ControlPage(this, found)).orElse(null);
    }

    /** What people had done with it on its page, the newest first. */
    public List<ClusterActivity> getActivities() {
        return Activities.get().of(target.getName(), resource);
    }

    /** One of these; null, which is not found, when there is none of this number. */
    @CheckForNull
    public ClusterActivity getActivity(int number) {
        Optional<ClusterActivity> found =
                Activities.get().of(number).filter(one -> one.isOf(target.getName(), resource));
        return found.orElse(null);
    }

    /** The end of the logs. */
    public LogsPage getLogs() {
        return new LogsPage(this);
    }
}

package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.cost.ClusterCost;
import io.jenkins.plugins.flinkdeploy.engine.cost.Money;
import io.jenkins.plugins.flinkdeploy.engine.cost.OwnerCost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One line of a table of costs with its bar. */
public final class CostRow {
    /** Bars are as long as the price is high; without prices, as there are many cores. */
    private static final Comparator<Part> DEAREST_FIRST =
            Comparator.comparing(Part::size).reversed();

    /** @param place the target through which the cluster is seen */
    record Placed(String place, ClusterCost cost) {}

    /** Amounts that are compared with each other. */
    private record Part(
            String name, BigDecimal cores, BigDecimal gib, Optional<Money> month, Optional<Placed> cluster) {
        static Part of(OwnerCost owner) {
            String name = owner.name().isEmpty() ? Messages.CostPage_nobody() : owner.name();
            return new Part(name, owner.cores(), owner.gib(), owner.month(), Optional.empty());
        }

        static Part of(Placed cluster) {
            ClusterCost cost = cluster.cost();
            return new Part(
                    cost.resource().name(),
                    cost.requested().cores(),
                    cost.requested().gib(),
                    cost.month(),
                    Optional.of(cluster));
        }

        BigDecimal size() {
            return month.map(Money::amount).orElse(cores);
        }
    }

    private final Part part;
    private final double percent;

    private CostRow(Part part, double percent) {
        this.part = part;
        this.percent = percent;
    }

    static List<CostRow> owners(List<OwnerCost> owners) {
        return rows(owners.stream().map(Part::of).sorted(DEAREST_FIRST).toList());
    }

    static List<CostRow> clusters(List<Placed> clusters) {
        return rows(clusters.stream().map(Part::of).sorted(DEAREST_FIRST).toList());
    }

    private static List<CostRow> rows(List<Part> parts) {
        double most = parts.isEmpty() ? 0 : parts.get(0).size().doubleValue();
        return parts.stream()
                .map(part -> new CostRow(part, most > 0 ? 100 * part.size().doubleValue() / most : 0))
                .toList();
    }

    public String getName() {
        return part.name();
    }

    public String getCores() {
        return number(part.cores());
    }

    public String getGib() {
        return number(part.gib());
    }

    private static String number(BigDecimal number) {
        return number.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** Empty without prices. */
    public String getMonth() {
        return part.month().map(Money::toString).orElse("");
    }

    /** Of the longest bar, {@code 42.50%}. */
    public String getWidth() {
        return String.format(Locale.ROOT, "%.2f%%", percent);
    }

    /** The page of a cluster, from that of the costs on. */
    public String getUrl() {
        return ofCluster(
                cluster -> "../" + Links.below(cluster.place(), cluster.cost().resource()));
    }

    /** Target and namespace of a cluster. */
    public String getWhere() {
        return ofCluster(
                cluster -> cluster.place() + " / " + cluster.cost().resource().namespace());
    }

    public String getOwner() {
        return ofCluster(cluster -> cluster.cost().owner().orElse(""));
    }

    public String getCostOwner() {
        return ofCluster(
                cluster -> cluster.cost().costOwner().or(cluster.cost()::owner).orElse(""));
    }

    private String ofCluster(Function<Placed, String> what) {
        return part.cluster().map(what).orElse("");
    }
}

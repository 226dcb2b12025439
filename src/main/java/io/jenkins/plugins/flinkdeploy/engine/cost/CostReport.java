package io.jenkins.plugins.flinkdeploy.engine.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What several clusters cost, and whose that is.
 *
 * @param clusters in the order in which they were given
 * @param byOwner sums for everybody who answers for a job, by name
 * @param byCostOwner sums for everybody who pays for a job, by name; the owner where nobody else is named
 * @param total the sum of all
 */
public record CostReport(
        List<ClusterCost> clusters, List<OwnerCost> byOwner, List<OwnerCost> byCostOwner, OwnerCost total) {
    public CostReport {
        clusters = List.copyOf(clusters);
        byOwner = List.copyOf(byOwner);
        byCostOwner = List.copyOf(byCostOwner);
    }

    public static CostReport of(List<ClusterCost> clusters) {
        List<JobCost> jobs =
                clusters.stream().flatMap(each -> charged(each).stream()).toList();
        OwnerCost nothing = new OwnerCost("", BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty());
        return new CostReport(
                clusters,
                sums(jobs, job -> job.owner().orElse("")),
                sums(jobs, job -> job.costOwner().or(job::owner).orElse("")),
                jobs.stream().map(job -> cost("", job)).reduce(nothing, OwnerCost::plus));
    }

    /** The jobs of a cluster; where it has none, the cluster itself is charged. */
    static List<JobCost> charged(ClusterCost cluster) {
        return !cluster.jobs().isEmpty()
                ? cluster.jobs()
                : List.of(new JobCost(
                        "",
                        cluster.owner(),
                        cluster.costOwner(),
                        BigDecimal.ONE,
                        cluster.requested().cores(),
                        cluster.requested().gib(),
                        cluster.month()));
    }

    private static List<OwnerCost> sums(List<JobCost> jobs, Function<JobCost, String> who) {
        Map<String, OwnerCost> sums = new TreeMap<>();
        jobs.forEach(job -> sums.merge(who.apply(job), cost(who.apply(job), job), OwnerCost::plus));
        return new ArrayList<>(sums.values());
    }

    private static OwnerCost cost(String name, JobCost job) {
        return new OwnerCost(name, job.cores(), job.gib(), job.month());
    }
}

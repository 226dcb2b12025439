package io.jenkins.plugins.flinkdeploy.engine.cost;

import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes what clusters cost. */
public final class CostCalculator {
    /** Enough that no rounding is ever seen; the last job has what is left, so the parts make the whole. */
    private static final int DIGITS = 12;

    private final Optional<Prices> prices;

    /** @param prices what cpu and memory cost; without them the amounts alone are told */
    public CostCalculator(Optional<Prices> prices) {
        this.prices = prices;
    }

    /**
     * The cost of a cluster as it is specified, with pods, while all of its jobs run.
     *
     * @param cluster a FlinkDeployment or FlinkBlueGreenDeployment; a suspended one costs nothing
     * @param sessionJobs the jobs of a session cluster; of any other cluster none
     */
    public ClusterCost specified(Manifest cluster, List<Manifest> sessionJobs) {
        return of(SpecifiedDemand.of(cluster, sessionJobs), ClusterCost.Basis.SPECIFIED);
    }

    /**
     * The cost of a cluster as it runs.
     *
     * @param pods all pods of the cluster
     * @param slots what its JobManager says of its slots; empty for those that the specification asks for
     */
    public ClusterCost running(
            Manifest cluster, List<Manifest> sessionJobs, List<Manifest> pods, Optional<Slots> slots) {
        Demand specified = SpecifiedDemand.of(cluster, sessionJobs).withPods(Pods.groups(pods));
        return of(slots.map(specified::withSlots).orElse(specified), ClusterCost.Basis.RUNNING);
    }

    private ClusterCost of(Demand demand, ClusterCost.Basis basis) {
        Manifest cluster = demand.cluster();
        Resources requested = demand.pods().stream().map(PodGroup::all).reduce(Resources.NONE, Resources::plus);
        Optional<Money> hour = prices.map(given -> new Money(
                demand.pods().stream().map(group -> hour(group, given)).reduce(BigDecimal.ZERO, BigDecimal::add),
                given.currency()));
        return new ClusterCost(
                cluster.id(),
                cluster.label(Labels.OWNER),
                cluster.label(Labels.COST_OWNER),
                basis,
                demand.pods(),
                requested,
                Optional.empty(),
                hour,
                hour.map(Money::month),
                jobs(demand, requested, hour.map(Money::month)),
                demand.slots(),
                SlotAdvice.of(demand),
                demand.notes());
    }

    private static BigDecimal hour(PodGroup group, Prices prices) {
        Prices.Rates rates = prices.of(group.nodeSelector());
        Resources all = group.all();
        return all.cores().multiply(rates.core()).add(all.gib().multiply(rates.gib()));
    }

    private static List<JobCost> jobs(Demand demand, Resources requested, Optional<Money> month) {
        int slots = demand.jobs().stream().mapToInt(JobDemand::slots).sum();
        Parts cores = new Parts(requested.cores(), slots);
        Parts gib = new Parts(requested.gib(), slots);
        Parts shares = new Parts(BigDecimal.ONE, slots);
        Optional<Parts> money = month.map(price -> new Parts(price.amount(), slots));
        List<JobCost> jobs = new ArrayList<>();
        for (JobDemand job : demand.jobs()) {
            jobs.add(new JobCost(
                    job.name(),
                    job.owner().or(() -> demand.cluster().label(Labels.OWNER)),
                    job.costOwner().or(() -> demand.cluster().label(Labels.COST_OWNER)),
                    shares.next(job.slots()),
                    cores.next(job.slots()),
                    gib.next(job.slots()),
                    month.map(price -> new Money(money.orElseThrow().next(job.slots()), price.currency()))));
        }
        return jobs;
    }

    /** Takes a whole apart, so that the parts make exactly the whole again. */
    private static final class Parts {
        private BigDecimal left;
        private int slotsLeft;

        Parts(BigDecimal whole, int slots) {
            left = whole;
            slotsLeft = slots;
        }

        BigDecimal next(int slots) {
            BigDecimal part = slots == slotsLeft
                    ? left
                    : left.multiply(BigDecimal.valueOf(slots))
                            .divide(BigDecimal.valueOf(slotsLeft), DIGITS, RoundingMode.HALF_EVEN);
            left = left.subtract(part);
            slotsLeft -= slots;
            return part;
        }
    }
}

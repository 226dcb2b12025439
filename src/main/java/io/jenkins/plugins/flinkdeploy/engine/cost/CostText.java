package io.jenkins.plugins.flinkdeploy.engine.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report of costs in lines, for people. */
public final class CostText {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private CostText() {}

    /** Several lines, each ending in a line feed. */
    public static String of(CostReport report) {
        List<String> lines = new ArrayList<>();
        report.clusters().forEach(cluster -> cluster(cluster, lines));
        owners("By owner", report.byOwner(), lines);
        owners("By cost owner", report.byCostOwner(), lines);
        lines.add("Total: " + amounts(report.total()));
        return String.join("\n", lines) + "\n";
    }

    private static void cluster(ClusterCost cluster, List<String> lines) {
        lines.add(cluster.resource().name() + " in " + cluster.resource().namespace()
                + cluster.owner().map(name -> " (owner: " + name + ")").orElse(""));
        boolean running = cluster.basis() == ClusterCost.Basis.RUNNING;
        lines.add("    Requested:   " + cluster.requested().describe()
                + (running ? "" : ", as specified")
                + (cluster.pods().isEmpty() ? "; no pods" : ""));
        if (running) {
            lines.add("    Used:        "
                    + cluster.used().map(Resources::describe).orElse("not measured"));
        }
        cluster.month().ifPresent(price -> lines.add("    Cost:        " + price + " a month"));
        for (PodGroup pods : cluster.pods()) {
            lines.add("      " + pods.count() + " " + pods.component() + (pods.count() == 1 ? ", " : "s, each ")
                    + pods.each().describe());
        }
        if (cluster.jobs().size() > 1) {
            cluster.jobs()
                    .forEach(job -> lines.add("      job " + job.name() + ": "
                            + Resources.plain(job.share().multiply(HUNDRED)) + " % by slots"
                            + job.month()
                                    .map(price -> ", " + price + " a month")
                                    .orElse("")));
        }
        cluster.notes().forEach(note -> lines.add("      " + note));
        cluster.advice().ifPresent(advice -> {
            lines.add("    Advice:      " + advice.problem() + " In flink.yaml:");
            advice.change().lines().forEach(line -> lines.add("        " + line));
        });
    }

    private static void owners(String head, List<OwnerCost> owners, List<String> lines) {
        if (owners.isEmpty()) {
            return;
        }
        lines.add(head + ":");
        int width =
                owners.stream().mapToInt(owner -> name(owner).length()).max().orElse(1);
        for (OwnerCost owner : owners) {
            lines.add(String.format(Locale.ROOT, "    %-" + width + "s  %s", name(owner), amounts(owner)));
        }
    }

    private static String name(OwnerCost owner) {
        return Optional.of(owner.name()).filter(name -> !name.isEmpty()).orElse("(nobody named)");
    }

    private static String amounts(OwnerCost owner) {
        return Resources.plain(owner.cores()) + " cores, " + Resources.plain(owner.gib()) + " GiB"
                + owner.month().map(price -> ", " + price + " a month").orElse("");
    }
}

package io.jenkins.plugins.flinkdeploy.engine.cost;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Autoscaling;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import java.util.Optional;

/**
 * What to change in the cluster file when many slots idle, or few are left.
 *
 * @param problem what is seen, one sentence
 * @param change lines of YAML, below the cluster's key
 */
public record SlotAdvice(String problem, String change) {
    /** Less than this part of the slots in use is waste. */
    private static final int IDLE_PERCENT = 50;
    /** More than this part leaves no room for a restart beside a lost TaskManager. */
    private static final int SHORT_PERCENT = 90;
    /** What to aim for. */
    private static final int GOOD_PERCENT = 75;

    static Optional<SlotAdvice> of(Demand demand) {
        Slots slots = demand.slots();
        Manifest cluster = demand.cluster();
        if (slots.total() <= 0 || slots.used() <= 0 || Autoscaling.isOn(cluster) || isReactive(cluster)) {
            return Optional.empty();
        }
        long percent = 100L * slots.used() / slots.total();
        String seen = slots.used() + " of " + slots.total() + " slots are used (" + percent + " %)";
        int perTaskManager = perTaskManager(demand);
        int replicas = ClusterSpec.at(cluster, "/taskManager/replicas").asInt(0);
        boolean fixed = replicas > 0
                && ClusterSpec.textAt(cluster, "/mode")
                        .filter("standalone"::equalsIgnoreCase)
                        .isPresent();
        if (!fixed) {
            // Flink itself starts as many TaskManagers as are needed, so only slots that none of them needs can be too
            // many.
            return percent < IDLE_PERCENT && slots.used() < perTaskManager
                    ? Optional.of(new SlotAdvice(
                            seen + ": a TaskManager has more than all jobs need.",
                            "taskManager:\n  slots: " + slots.used() + "   # is " + perTaskManager
                                    + "; lower cpu and memory in proportion"))
                    : Optional.empty();
        }
        int good = Math.max(1, ceiling(100L * slots.used(), (long) GOOD_PERCENT * perTaskManager));
        boolean idle = 100L * slots.used() < (long) IDLE_PERCENT * slots.total() && good < replicas;
        boolean scarce = 100L * slots.used() > (long) SHORT_PERCENT * slots.total() && good > replicas;
        if (!idle && !scarce) {
            return Optional.empty();
        }
        return Optional.of(new SlotAdvice(
                seen + (idle ? ": the others cost and do nothing." : ": a lost TaskManager leaves too few."),
                "taskManager:\n  replicas: " + good + "   # is " + replicas));
    }

    private static int perTaskManager(Demand demand) {
        int taskManagers = demand.pods().stream()
                .filter(group -> group.component().equals(PodGroup.TASK_MANAGER))
                .mapToInt(PodGroup::count)
                .sum();
        return Math.max(1, demand.slots().total() / Math.max(1, taskManagers));
    }

    /** Such a job takes all slots that there are, however many. */
    private static boolean isReactive(Manifest cluster) {
        return ClusterSpec.at(cluster, "/flinkConfiguration")
                .path("scheduler-mode")
                .asText()
                .equalsIgnoreCase("reactive");
    }

    private static int ceiling(long dividend, long divisor) {
        return (int) ((dividend + divisor - 1) / divisor);
    }
}

package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a group of deployments went, for people and programs: one report with one entry for each target.
 *
 * @param id the group
 * @param outcome how it ended as a whole; a success only when every target is one
 * @param success whether every target did what was asked
 * @param summary one paragraph
 * @param allOrNothing whether what was deployed was to be taken back when one fails
 * @param took from the start to the end
 * @param targets one entry each, in the order of deployment
 */
public record GroupReport(
        String id,
        Phase outcome,
        boolean success,
        String summary,
        boolean allOrNothing,
        Duration took,
        List<Target> targets) {

    /** What became of a target in the end. Those of the same name as a phase mean that phase. */
    public enum Fate {
        DONE,
        APPLIED_ONLY,
        UNCHANGED,
        DRY_RUN,
        ROLLED_BACK,
        FAILED,
        SUPERSEDED,
        ABORTED,
        /** It was not begun, because one that it comes after failed, or a person wanted all of it to end. */
        LEFT_AS_IT_WAS,
        /** It was deployed, and then its last good revision was brought back, because another one failed. */
        TAKEN_BACK,
        /** It has not ended, and nobody looks after it any more; the summary says why. */
        UNWATCHED
    }

    /**
     * One target.
     *
     * @param fate what became of it in the end
     * @param deployment its deployment
     * @param takenBack the deployment that took it back, or tried to
     * @param problem why nobody looks after it any more
     */
    public record Target(Fate fate, Report deployment, Optional<Report> takenBack, Optional<String> problem) {}

    public GroupReport {
        targets = List.copyOf(targets);
    }

    /** The report of a group of which nothing can begin any more. */
    public static GroupReport of(DeploymentGroup group) {
        List<Target> targets =
                group.asked().map(member -> target(group, member)).toList();
        Phase outcome = outcome(group, targets);
        return new GroupReport(
                group.id(),
                outcome,
                group.isSuccess(),
                summary(group, targets),
                group.allOrNothing(),
                took(group),
                targets);
    }

    private static Target target(DeploymentGroup group, DeploymentGroup.Member member) {
        return new Target(
                fate(group, member),
                Report.of(member.deployment()),
                group.takingBack(member).map(back -> Report.of(back.deployment())),
                member.lost());
    }

    private static Fate fate(DeploymentGroup group, DeploymentGroup.Member member) {
        if (member.lost().isPresent()) {
            return Fate.UNWATCHED;
        }
        if (!member.deployment().isFinished()) {
            return Fate.LEFT_AS_IT_WAS;
        }
        boolean back = group.takingBack(member)
                .filter(DeploymentGroup.Member::succeeded)
                .isPresent();
        return back ? Fate.TAKEN_BACK : Fate.valueOf(member.deployment().phase().name());
    }

    private static Phase outcome(DeploymentGroup group, List<Target> targets) {
        if (group.isSuccess()) {
            return of(targets, Fate.DRY_RUN)
                    ? Phase.DRY_RUN
                    : of(targets, Fate.UNCHANGED)
                            ? Phase.UNCHANGED
                            : has(targets, Fate.APPLIED_ONLY) ? Phase.APPLIED_ONLY : Phase.DONE;
        }
        if (group.isAborted()) {
            return Phase.ABORTED;
        }
        // Only what is true of the whole group: restored, when nothing that failed is broken still and nothing half
        // done stays.
        boolean restored = group.notTakenBack().isEmpty() && has(targets, Fate.ROLLED_BACK);
        if (restored && !has(targets, Fate.FAILED, Fate.UNWATCHED, Fate.SUPERSEDED)) {
            return Phase.ROLLED_BACK;
        }
        boolean changed = has(targets, Fate.DONE, Fate.TAKEN_BACK, Fate.FAILED, Fate.ROLLED_BACK, Fate.UNWATCHED);
        return changed ? Phase.FAILED : Phase.SUPERSEDED;
    }

    private static boolean of(List<Target> targets, Fate fate) {
        return targets.stream().allMatch(target -> target.fate() == fate);
    }

    private static boolean has(List<Target> targets, Fate... fates) {
        return targets.stream().anyMatch(target -> List.of(fates).contains(target.fate()));
    }

    private static String summary(DeploymentGroup group, List<Target> targets) {
        if (targets.size() == 1 && targets.get(0).takenBack().isEmpty()) {
            return targets.get(0).problem().orElse(targets.get(0).deployment().summary());
        }
        List<String> parts = new ArrayList<>();
        long fine = targets.stream()
                .filter(target -> target.fate() == Fate.DONE
                        || target.fate() == Fate.APPLIED_ONLY
                        || target.fate() == Fate.UNCHANGED
                        || target.fate() == Fate.DRY_RUN)
                .count();
        parts.add(fine + " of " + targets.size() + " targets "
                + (of(targets, Fate.DRY_RUN) ? "can be deployed as asked." : "are as they were asked to be."));
        targets.stream()
                .filter(target -> target.fate() == Fate.UNWATCHED || isFailure(target.deployment()))
                .map(GroupReport::failure)
                .forEach(parts::add);
        group.abortedBy().ifPresent(by -> parts.add("Aborted by " + by + "."));
        add(parts, "Left as they were: ", targets, target -> target.fate() == Fate.LEFT_AS_IT_WAS);
        add(parts, "Taken back: ", targets, target -> target.fate() == Fate.TAKEN_BACK);
        List<String> stay = group.notTakenBack().stream()
                .map(order -> order.resource().toString())
                .toList();
        if (!stay.isEmpty()) {
            parts.add("Deployed, and not taken back: " + String.join(", ", stay) + ".");
        }
        return String.join(" ", parts);
    }

    private static boolean isFailure(Report report) {
        return report.outcome().isTerminal() && !report.success();
    }

    private static String failure(Target target) {
        String what = target.problem().orElse(target.deployment().summary());
        return target.deployment().resource() + ": " + target.fate() + (what.isEmpty() ? "." : ", " + what);
    }

    private static void add(List<String> parts, String what, List<Target> targets, Predicate<Target> which) {
        String names = targets.stream()
                .filter(which)
                .map(target -> target.deployment().resource())
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            parts.add(what + names + ".");
        }
    }

    private static Duration took(DeploymentGroup group) {
        Instant start = group.members().stream()
                .map(member -> member.deployment().order().createdAt())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant end = group.members().stream()
                .map(member -> member.deployment().phaseSince())
                .max(Instant::compareTo)
                .orElseThrow();
        return Duration.between(start, end);
    }
}

package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the pods of a new specification tell before the operator does: Kubernetes' own reasons, read and not guessed. */
final class PodRules {
    /** A pull that fails once may be the registry's hiccup; Kubernetes tries again within this time. */
    static final Duration PULL_PATIENCE = Duration.ofSeconds(8);

    /**
     * Pods wait for old ones to go, and for nodes that are being added. Where nodes are added, whoever adds them says so within this
     * time; then the deployment's own limit holds.
     */
    static final Duration SCHEDULING_PATIENCE = Duration.ofSeconds(45);

    /** A config map may be created after the pod that mounts it, and a quota be freed by the pods that go. */
    static final Duration CONFIG_PATIENCE = Duration.ofSeconds(8);

    private static final Set<String> NODE_COMES = Set.of("TriggeredScaleUp", "Nominated");
    private static final Set<String> NO_NODE_COMES = Set.of("NotTriggerScaleUp");

    private static final Set<String> PULL_FINAL =
            Set.of("not found", "manifest unknown", "denied", "unauthorized", "invalid reference", "name unknown");

    private PodRules() {}

    static Optional<Verdict> judge(Baseline baseline, Observation observation) {
        List<PodSeen> ours = observation.pods().stream()
                .filter(pod -> pod.createdAt().map(baseline::isSinceApply).orElse(true) || !baseline.restartExpected())
                .toList();
        for (PodSeen pod : ours) {
            Optional<Verdict> verdict = judge(baseline, observation, pod);
            if (verdict.isPresent()) {
                return verdict;
            }
        }
        return observation.events().stream()
                .filter(event -> event.warning() && baseline.isSinceApply(event.at()))
                .filter(event -> event.message().contains("exceeded quota")
                        || event.reason().equals("ResourceQuotaReached"))
                .findFirst()
                .map(event ->
                        Verdict.suspect(FindingCode.QUOTA, event.about() + ": " + event.message(), CONFIG_PATIENCE));
    }

    private static Optional<Verdict> judge(Baseline baseline, Observation observation, PodSeen pod) {
        String reason = pod.waitingReason().orElse("");
        String message = pod.waitingMessage().map(text -> ": " + text).orElse("");
        String about = "Pod " + pod.name() + ": " + reason + message;
        return switch (reason) {
            case "ErrImagePull", "ImagePullBackOff" ->
                Optional.of(
                        isFinal(message)
                                ? Verdict.fail(FindingCode.IMAGE_PULL, about)
                                : Verdict.suspect(FindingCode.IMAGE_PULL, about, PULL_PATIENCE));
            case "InvalidImageName", "ErrImageNeverPull" -> Optional.of(Verdict.fail(FindingCode.IMAGE_PULL, about));
            case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
                Optional.of(Verdict.suspect(FindingCode.CONTAINER_CONFIG, about, CONFIG_PATIENCE));
            case "CrashLoopBackOff" -> Optional.of(crash(pod));
            default ->
                unschedulable(observation, pod)
                        .or(() -> endedSinceApply(baseline, pod) ? ended(pod) : Optional.empty());
        };
    }

    private static Optional<Verdict> unschedulable(Observation observation, PodSeen pod) {
        String about = "Pod " + pod.name();
        return pod.unschedulable()
                .filter(text -> !told(observation, about, NODE_COMES))
                .map(text -> Verdict.suspect(
                        FindingCode.UNSCHEDULABLE,
                        about + ": " + text,
                        told(observation, about, NO_NODE_COMES) ? CONFIG_PATIENCE : SCHEDULING_PATIENCE));
    }

    private static boolean told(Observation observation, String about, Set<String> reasons) {
        return observation.events().stream()
                .anyMatch(event -> event.about().equals(about) && reasons.contains(event.reason()));
    }

    /** A container that ended once may be lucky the next time, unless it says a reason for which the next one ends, too. */
    private static Optional<Verdict> ended(PodSeen pod) {
        if (pod.ranOutOfMemory() && (pod.restarts() > 0 || "Failed".equals(pod.phase()))) {
            return Optional.of(crash(pod));
        }
        return pod.lastWords()
                .filter(words -> pod.brokeDown() && CauseDictionary.isLasting(words))
                .map(words -> Verdict.fail(
                        FindingCode.CRASH_LOOP,
                        "Pod " + pod.name() + " ended (" + end(pod) + "): "
                                + RootCause.of(words).map(RootCause::text).orElse(words.replace('\n', ' '))));
    }

    private static Verdict crash(PodSeen pod) {
        int times = Math.max(1, pod.restarts());
        return Verdict.fail(
                pod.ranOutOfMemory() ? FindingCode.OUT_OF_MEMORY : FindingCode.CRASH_LOOP,
                "Pod " + pod.name() + " crashed " + (times == 1 ? "once" : times + " times") + " (" + end(pod) + ").");
    }

    private static String end(PodSeen pod) {
        return pod.terminatedReason().orElse("ended")
                + pod.exitCode().map(code -> ", exit code " + code).orElse("");
    }

    /** Pods that stay over a deployment carry their whole past with them. */
    private static boolean endedSinceApply(Baseline baseline, PodSeen pod) {
        return pod.terminatedAt().map(baseline::isSinceApply).orElse(true);
    }

    private static boolean isFinal(String message) {
        String lower = message.toLowerCase(java.util.Locale.ROOT);
        return PULL_FINAL.stream().anyMatch(lower::contains);
    }
}

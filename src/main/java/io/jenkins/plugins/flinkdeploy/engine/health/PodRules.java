package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the pods of a new specification tell before the operator does: Kubernetes' own reasons, read and not guessed. */
final class PodRules {
    /** A pull that fails once may be the registry's hiccup; Kubernetes tries again within this time. */
    static final Duration PULL_PATIENCE = Duration.ofSeconds(10);

    /** Pods wait for nodes that are being added; the limit is the deployment's own, this only starts telling. */
    static final Duration SCHEDULING_PATIENCE = Duration.ofMinutes(3);

    /** A config map may be created after the pod that mounts it. */
    static final Duration CONFIG_PATIENCE = Duration.ofSeconds(20);

    private static final Set<String> PULL_FINAL =
            Set.of("not found", "manifest unknown", "denied", "unauthorized", "invalid reference", "name unknown");

    private PodRules() {}

    static Optional<Verdict> judge(Baseline baseline, Observation observation) {
        List<PodSeen> ours = observation.pods().stream()
                .filter(pod -> pod.createdAt().map(baseline::isSinceApply).orElse(true) || !baseline.restartExpected())
                .toList();
        for (PodSeen pod : ours) {
            Optional<Verdict> verdict = judge(baseline, pod);
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

    private static Optional<Verdict> judge(Baseline baseline, PodSeen pod) {
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
                pod.unschedulable()
                        .map(text -> Verdict.suspect(
                                FindingCode.UNSCHEDULABLE, "Pod " + pod.name() + ": " + text, SCHEDULING_PATIENCE))
                        .or(() -> outOfMemory(pod) && pod.restarts() > 0 && endedSinceApply(baseline, pod)
                                ? Optional.of(crash(pod))
                                : Optional.empty());
        };
    }

    private static Verdict crash(PodSeen pod) {
        String ended = pod.terminatedReason().orElse("ended")
                + pod.exitCode().map(code -> ", exit code " + code).orElse("");
        return Verdict.fail(
                outOfMemory(pod) ? FindingCode.OUT_OF_MEMORY : FindingCode.CRASH_LOOP,
                "Pod " + pod.name() + " crashed " + pod.restarts() + " times (" + ended + ").");
    }

    private static boolean outOfMemory(PodSeen pod) {
        return pod.terminatedReason().filter("OOMKilled"::equals).isPresent();
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

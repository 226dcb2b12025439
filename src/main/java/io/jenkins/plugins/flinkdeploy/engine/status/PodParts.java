package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.health.PodReader;
import io.jenkins.plugins.flinkdeploy.engine.health.PodSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the pods of a status. */
final class PodParts {
    private PodParts() {}

    static List<PodStatus> of(List<Manifest> pods) {
        return pods.stream()
                .map(PodParts::of)
                .sorted(Comparator.comparing(PodStatus::component).thenComparing(PodStatus::name))
                .toList();
    }

    private static PodStatus of(Manifest pod) {
        PodSeen seen = PodReader.pod(pod);
        boolean evicted = seen.phase().equals("Failed")
                && pod.textAt("/status/reason").filter("Evicted"::equals).isPresent();
        return new PodStatus(
                seen.name(),
                seen.component(),
                pod.textAt("/spec/nodeName"),
                seen.phase(),
                seen.ready(),
                evicted,
                seen.createdAt(),
                seen.restarts(),
                reasons(pod, seen, evicted));
    }

    private static List<String> reasons(Manifest pod, PodSeen seen, boolean evicted) {
        List<String> reasons = new ArrayList<>();
        if (evicted) {
            reasons.add("Evicted: " + pod.textAt("/status/message").orElse("no message"));
        }
        seen.unschedulable().ifPresent(why -> reasons.add("Unschedulable: " + why));
        seen.waitingReason().ifPresent(reason -> reasons.add("Waiting: " + reason + said(seen.waitingMessage())));
        // A pod that is ready came back from whatever ended it; its count of restarts tells enough.
        seen.terminatedReason()
                .filter(reason -> !seen.ready())
                .ifPresent(reason -> reasons.add("Terminated: " + reason
                        + seen.exitCode().map(code -> ", exit code " + code).orElse("")));
        return reasons;
    }

    private static String said(Optional<String> message) {
        return message.map(text -> ": " + text).orElse("");
    }
}

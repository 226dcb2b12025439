package io.jenkins.plugins.flinkdeploy.engine.prune;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.CommitHistory;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Decides about one resource whether it is a leftover. In doubt it is not. Pure. */
final class PruneRules {
    static final String UNTOUCHED = "Nothing was removed or changed.";

    private final Scope scope;

    PruneRules(Scope scope) {
        this.scope = scope;
    }

    /** One of two, or neither: what is declared, or none of our business. */
    record Verdict(Optional<Leftover> leftover, Optional<Kept> kept) {
        static final Verdict NONE = new Verdict(Optional.empty(), Optional.empty());

        static Verdict kept(Manifest live, String why) {
            return new Verdict(Optional.empty(), Optional.of(new Kept(live.id(), why)));
        }
    }

    Verdict judge(Manifest live) {
        Optional<String> service = live.label(Labels.SERVICE).filter(scope::includes);
        if (service.isEmpty()
                || scope.declared().resources().contains(live.id())
                || live.at("/metadata/ownerReferences").size() > 0) {
            return Verdict.NONE;
        }
        Optional<JsonNode> applied = applied(live);
        Optional<String> deployment = live.annotation(Annotations.DEPLOYMENT_ID).filter(id -> !id.isEmpty());
        if (applied.isEmpty() || deployment.isEmpty()) {
            return Verdict.kept(live, "It was not deployed by flink-deploy, although it has its labels.");
        }
        Optional<String> reason = reasonToStay(live, service.get());
        if (reason.isPresent()) {
            return Verdict.kept(live, reason.get());
        }
        return new Verdict(
                Optional.of(new Leftover(
                        live.id(),
                        live.textAt("/metadata/uid").orElse(""),
                        service.get(),
                        deployment.get(),
                        live.annotation(Annotations.DEPLOYED_BY),
                        applied.flatMap(PruneRules::time),
                        live.annotation(Annotations.COMMIT),
                        live.annotation(Annotations.BUILD_URL),
                        state(live),
                        stateful(live))),
                Optional.empty());
    }

    private Optional<String> reasonToStay(Manifest live, String service) {
        if (live.textAt("/metadata/deletionTimestamp").isPresent()) {
            return Optional.of("It is being removed already.");
        }
        if (scope.declared().names(live.name())) {
            return Optional.of("Its name is declared, for another namespace or kind.");
        }
        List<String> part = List.of(
                service,
                live.label(Labels.CLUSTER).orElse(""),
                live.label(Labels.JOB).orElse(""));
        if (scope.declared().parts().contains(part)) {
            return Optional.of("Its cluster or job is declared, under another resource name.");
        }
        return scope.anyCommit() ? Optional.empty() : ofTheCommit(live);
    }

    /** Somebody may have declared and deployed it in a commit that this checkout does not have yet, or in another repository. */
    private Optional<String> ofTheCommit(Manifest live) {
        Optional<String> commit = live.annotation(Annotations.COMMIT);
        if (commit.isEmpty() || scope.head().isEmpty()) {
            return Optional.of("It cannot be told whether it was deployed from an earlier commit than this one.");
        }
        String shown = Text.commit(commit.get());
        if (commit.equals(scope.head())) {
            return Optional.of("It was deployed from this very commit, " + shown + ".");
        }
        Optional<CommitHistory.Relation> relation =
                scope.history().relation(commit.get(), scope.head().get());
        if (relation.isEmpty()) {
            return Optional.of(
                    "Its commit " + shown + " is not in the history of this checkout: it is newer, of another"
                            + " repository, or the clone is shallow.");
        }
        return switch (relation.get()) {
            case OLDER -> Optional.empty();
            case NEWER -> Optional.of("It was deployed from a newer commit, " + shown + ".");
            case NEITHER -> Optional.of("Its commit " + shown + " is on another branch.");
        };
    }

    /** Our part of the field owners: labels and annotations can be copied, these are the API server's own. */
    private static Optional<JsonNode> applied(Manifest live) {
        for (JsonNode entry : live.at("/metadata/managedFields")) {
            boolean ours = entry.path("manager").asText().equals(ClusterApi.FIELD_MANAGER)
                    && entry.path("operation").asText().equals("Apply")
                    && entry.path("subresource").asText("").isEmpty();
            if (ours
                    && entry.path("fieldsV1")
                            .path("f:metadata")
                            .path("f:annotations")
                            .has("f:" + Annotations.DEPLOYMENT_ID)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> time(JsonNode applied) {
        try {
            return Optional.of(Instant.parse(applied.path("time").asText()));
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    private static String state(Manifest live) {
        ResourceSeen seen = ResourceSeen.of(live);
        if (isSessionCluster(live)) {
            return "session cluster";
        }
        return seen.suspendedByIntent() ? "stopped" : seen.job().state().orElse("unknown");
    }

    static boolean isSessionCluster(Manifest live) {
        return live.kind().equals("FlinkDeployment") && live.at("/spec/job").isMissingNode();
    }

    private static boolean stateful(Manifest live) {
        return !isSessionCluster(live)
                && ClusterSpec.textAt(live, "/job/upgradeMode")
                        .filter(mode -> !mode.equals("stateless"))
                        .isPresent();
    }
}

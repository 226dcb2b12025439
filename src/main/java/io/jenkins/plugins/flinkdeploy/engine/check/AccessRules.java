package io.jenkins.plugins.flinkdeploy.engine.check;

import static io.jenkins.plugins.flinkdeploy.engine.check.AccessRule.needed;
import static io.jenkins.plugins.flinkdeploy.engine.check.AccessRule.useful;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All rights that the engine uses in a namespace that it deploys to. The role in docs/rbac.md is this table. */
public final class AccessRules {
    private static final String FLINK = "flink.apache.org";
    private static final List<String> APPLY = List.of("get", "list", "watch", "create", "patch");

    static final List<AccessRule> ALL = List.of(
            needed(FLINK, List.of("flinkdeployments"), APPLY, "nothing can be deployed"),
            needed(FLINK, List.of("flinksessionjobs"), APPLY, "session clusters and their jobs cannot be deployed"),
            needed(
                            FLINK,
                            List.of("flinkbluegreendeployments"),
                            APPLY,
                            "clusters with the strategy blue-green cannot be deployed")
                    .ifServed("FlinkBlueGreenDeployment"),
            needed(FLINK, List.of("flinkstatesnapshots"), APPLY, "no savepoint can be taken")
                    .ifServed("FlinkStateSnapshot"),
            useful(FLINK, List.of("flinkstatesnapshots"), List.of("delete"), "old savepoints are not removed")
                    .ifServed("FlinkStateSnapshot"),
            needed(
                    "coordination.k8s.io",
                    List.of("leases"),
                    List.of("get", "create", "update", "delete"),
                    "no deployment begins, because two at once could not be kept apart"),
            needed(
                    "apps",
                    List.of("controllerrevisions"),
                    List.of("list", "create", "delete"),
                    "no revision can be written down or gone back to"),
            needed("", List.of("pods", "events"), List.of("list", "watch"), "failures are seen late and not explained"),
            useful("", List.of("pods/log"), List.of("get"), "failures are explained without the logs"),
            useful(
                    "",
                    List.of("services/proxy"),
                    List.of("get"),
                    "restarts and checkpoints are not counted after a start, and savepoints have no size"),
            useful(
                    "",
                    List.of("services/proxy"),
                    List.of("create"),
                    "old savepoints of operators before 1.10 are not removed"));

    /** For the namespace object itself, which a role in the namespace cannot give. */
    static final AccessRule NAMESPACE =
            useful("", List.of("namespaces"), List.of("get"), "a missing namespace cannot be told from an empty one");

    private AccessRules() {}

    /** Every request that the rights allow, as verb and resource: {@code get pods/log}. */
    public static Set<String> requests() {
        Set<String> requests = new TreeSet<>(NAMESPACE.requests());
        ALL.forEach(rule -> requests.addAll(rule.requests()));
        return requests;
    }
}

package io.jenkins.plugins.flinkdeploy.engine.check;

import io.jenkins.plugins.flinkdeploy.engine.check.Finding.Level;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds out whether a target has what deployments need: the kinds, the operator, the namespace and the rights. */
public final class TargetCheck {
    private static final List<String> NEEDED_KINDS = List.of("FlinkDeployment", "FlinkSessionJob");
    private static final List<String> NEWER_KINDS = List.of("FlinkStateSnapshot", "FlinkBlueGreenDeployment");

    private final ClusterApi cluster;
    private final String url;
    private final String namespace;
    private final List<Finding> findings = new ArrayList<>();
    private final List<AccessRule> missing = new ArrayList<>();

    private TargetCheck(ClusterApi cluster, String url, String namespace) {
        this.cluster = cluster;
        this.url = url;
        this.namespace = namespace;
    }

    /**
     * Checks one namespace. Nothing is changed; that the API server cannot be asked is a finding, too.
     *
     * @throws io.jenkins.plugins.flinkdeploy.engine.model.UserException when the connection cannot be set up
     */
    public static CheckReport of(ClusterConnection connection) {
        try (ClusterApi cluster = connection.connect()) {
            return of(cluster, connection.url(), connection.namespace());
        }
    }

    static CheckReport of(ClusterApi cluster, String url, String namespace) {
        return new TargetCheck(cluster, url, namespace).run();
    }

    private CheckReport run() {
        try {
            found(Level.OK, "Kubernetes " + cluster.serverVersion() + " answers at " + url + ".");
            Set<String> served = kinds();
            if (served.containsAll(NEEDED_KINDS)) {
                findings.addAll(new OperatorLook(cluster, served).look());
            }
            if (namespace()) {
                rights(served);
            }
        } catch (ClusterException e) {
            found(Level.MISSING, e.getMessage());
        }
        return new CheckReport(url, namespace, findings, RoleText.rules(missing));
    }

    private Set<String> kinds() {
        Set<String> served = new LinkedHashSet<>();
        List<String> absent = new ArrayList<>();
        for (String kind : NEEDED_KINDS) {
            (cluster.serves(ResourceId.FLINK_API, kind) ? served : absent).add(kind);
        }
        if (!absent.isEmpty()) {
            found(
                    Level.MISSING,
                    "The API server does not know " + kinds(absent)
                            + ". Install the Apache Flink Kubernetes Operator with its CRDs.");
            return served;
        }
        for (String kind : NEWER_KINDS) {
            (cluster.serves(ResourceId.FLINK_API, kind) ? served : absent).add(kind);
        }
        found(
                Level.OK,
                "It knows " + String.join(", ", served)
                        + (absent.isEmpty() ? "." : ", but not " + String.join(", ", absent) + "."));
        return served;
    }

    private static String kinds(List<String> names) {
        return (names.size() == 1 ? "the kind " : "the kinds ") + String.join(" and ", names);
    }

    private boolean namespace() {
        if (!cluster.namespaceExists(namespace)) {
            found(Level.MISSING, "There is no namespace " + namespace + ". Create it, or correct its name.");
            return false;
        }
        return true;
    }

    private void rights(Set<String> served) {
        AccessQuestions questions = new AccessQuestions(cluster, namespace);
        found(
                Level.OK,
                questions.mayReadNamespace()
                        ? "The namespace " + namespace + " is there."
                        : "The namespace " + namespace + " itself may not be looked at: "
                                + AccessRules.NAMESPACE.without() + ".");
        AccessRules.ALL.stream()
                .filter(rule -> rule.kind().map(served::contains).orElse(true))
                .forEach(rule -> missing.addAll(questions.missing(rule)));
        if (missing.isEmpty()) {
            found(Level.OK, "The identity has all the rights that deployments need there.");
        }
        for (AccessRule rule : missing) {
            found(
                    rule.needed() ? Level.MISSING : Level.LIMITED,
                    "The identity may not " + String.join(", ", rule.verbs()) + " "
                            + rule.resources().get(0)
                            + (rule.group().isEmpty() ? "" : "." + rule.group()) + " in namespace " + namespace
                            + "; without that " + rule.without() + ".");
        }
    }

    private void found(Level level, String text) {
        findings.add(new Finding(level, text));
    }
}

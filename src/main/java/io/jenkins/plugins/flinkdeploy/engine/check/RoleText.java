package io.jenkins.plugins.flinkdeploy.engine.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes rights as the rules of a Kubernetes role. */
final class RoleText {
    private RoleText() {}

    /** The role that docs/rbac.md shows. */
    static String role(List<AccessRule> rules) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata:
                  name: flink-deploy
                rules:
                """
                + rules(rules).indent(2);
    }

    /** The items of {@code rules}, as few as say it. */
    static String rules(List<AccessRule> rules) {
        StringBuilder text = new StringBuilder();
        for (AccessRule rule : merged(rules)) {
            text.append("- apiGroups: [").append(rule.group().isEmpty() ? "\"\"" : rule.group());
            text.append("]\n  resources: [").append(String.join(", ", rule.resources()));
            text.append("]\n  verbs: [").append(String.join(", ", rule.verbs())).append("]\n");
        }
        return text.toString();
    }

    private static List<AccessRule> merged(List<AccessRule> rules) {
        List<AccessRule> byResource = new ArrayList<>();
        for (AccessRule rule : rules) {
            int same = find(byResource, rule, false);
            if (same < 0) {
                byResource.add(rule);
            } else {
                AccessRule before = byResource.get(same);
                byResource.set(same, before.with(before.resources(), union(before.verbs(), rule.verbs())));
            }
        }
        List<AccessRule> merged = new ArrayList<>();
        for (AccessRule rule : byResource) {
            int same = find(merged, rule, true);
            if (same < 0) {
                merged.add(rule);
            } else {
                AccessRule before = merged.get(same);
                merged.set(same, before.with(union(before.resources(), rule.resources()), before.verbs()));
            }
        }
        return merged;
    }

    private static int find(List<AccessRule> rules, AccessRule like, boolean byVerbs) {
        for (int at = 0; at < rules.size(); at++) {
            AccessRule rule = rules.get(at);
            boolean fits = byVerbs
                    ? rule.verbs().equals(like.verbs())
                    : rule.resources().equals(like.resources());
            if (fits && rule.group().equals(like.group())) {
                return at;
            }
        }
        return -1;
    }

    private static List<String> union(List<String> first, List<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}

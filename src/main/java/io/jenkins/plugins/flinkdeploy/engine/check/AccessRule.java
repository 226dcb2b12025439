package io.jenkins.plugins.flinkdeploy.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rights in a namespace that belong together.
 *
 * @param group API group, empty for the core group
 * @param resources plural names, with their subresource as in {@code pods/log}
 * @param verbs as roles name them
 * @param kind where only the API servers that serve this kind of {@code flink.apache.org} need them
 * @param needed whether deployments fail without them
 * @param without what is to be expected without them, as the second half of a sentence
 */
record AccessRule(
        String group,
        List<String> resources,
        List<String> verbs,
        Optional<String> kind,
        boolean needed,
        String without) {
    AccessRule {
        resources = List.copyOf(resources);
        verbs = List.copyOf(verbs);
    }

    static AccessRule needed(String group, List<String> resources, List<String> verbs, String without) {
        return new AccessRule(group, resources, verbs, Optional.empty(), true, without);
    }

    static AccessRule useful(String group, List<String> resources, List<String> verbs, String without) {
        return new AccessRule(group, resources, verbs, Optional.empty(), false, without);
    }

    /** The same, where the API server serves the kind. */
    AccessRule ifServed(String wanted) {
        return new AccessRule(group, resources, verbs, Optional.of(wanted), needed, without);
    }

    AccessRule with(List<String> otherResources, List<String> otherVerbs) {
        return new AccessRule(group, otherResources, otherVerbs, kind, needed, without);
    }

    /** Each verb with each resource, as {@code get pods/log}. */
    List<String> requests() {
        List<String> requests = new ArrayList<>();
        resources.forEach(resource -> verbs.forEach(verb -> requests.add(verb + " " + resource)));
        return requests;
    }
}

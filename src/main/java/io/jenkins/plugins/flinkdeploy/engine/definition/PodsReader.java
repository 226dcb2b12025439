package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what holds for all pods: environment, secrets, placement, service account. */
final class PodsReader {
    private static final String ENV = "env";
    private static final String SECRETS = "secrets";
    private static final String POOL_LABEL = "flinkdeploy.jenkins.io/pool";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_.-][A-Za-z0-9_.-]*");
    /** Kubernetes' own form of a reference; {@code $$} stands for a dollar sign. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([A-Za-z_.-][A-Za-z0-9_.-]*)\\)");

    private static final Pattern SECRET_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern SECRET_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

    private final Section cluster;
    private final Problems problems;

    PodsReader(Section cluster, Problems problems) {
        this.cluster = cluster;
        this.problems = problems;
    }

    PodSettings read() {
        Section placement = cluster.section("placement");
        Map<String, String> nodeSelector = new TreeMap<>(placement.textMap("nodeSelector"));
        String poolLabel = placement.text("poolLabel").orElse(POOL_LABEL);
        placement.text("pool").ifPresent(pool -> {
            String other = nodeSelector.putIfAbsent(poolLabel, pool);
            if (other != null && !other.equals(pool)) {
                problems.error(
                        placement.at("pool"),
                        placement.pathOf("pool"),
                        "The pool and the nodeSelector give the label " + poolLabel + " two values.",
                        "Keep one of them.");
            }
        });
        return new PodSettings(
                env(),
                secrets(),
                nodeSelector,
                JsonTrees.array(placement.items("tolerations")),
                cluster.text("serviceAccount").orElse("flink"));
    }

    private Map<String, SecretReference> secrets() {
        Map<String, SecretReference> secrets = new TreeMap<>();
        Section written = cluster.section(SECRETS);
        Section env = cluster.section(ENV);
        written.tree().entries().forEach((name, entry) -> {
            variable(written, name, entry.keyAt());
            if (env.has(name)) {
                problems.error(
                        entry.keyAt(),
                        written.pathOf(name),
                        Texts.quoted(name) + " is both in env and in secrets.",
                        "Keep one of them.");
            }
            if (!(entry.value() instanceof Tree.Mapping)) {
                return;
            }
            Section reference = written.section(name);
            if (!reference.has("secret")) {
                problems.error(
                        reference.tree().at(),
                        reference.pathOf("secret"),
                        "The name of the Kubernetes Secret is missing.",
                        "Write secret: <name>.");
            }
            matches(reference, "secret", SECRET_NAME, "Use lower-case letters, digits, hyphens and dots.");
            matches(reference, "key", SECRET_KEY, "Use letters, digits, hyphens, underscores and dots.");
            secrets.put(
                    name,
                    new SecretReference(
                            reference.text("secret").orElse(""),
                            reference.text("key").orElse(name)));
        });
        return secrets;
    }

    private void matches(Section section, String key, Pattern pattern, String hint) {
        section.text(key)
                .filter(text -> !pattern.matcher(text).matches())
                .ifPresent(text -> problems.error(
                        section.at(key), section.pathOf(key), Texts.quoted(text) + " is no name of a Secret.", hint));
    }

    /** Kubernetes fills in what stands before, so a variable comes after those that it names. */
    private Map<String, String> env() {
        Section written = cluster.section(ENV);
        Map<String, String> texts = cluster.textMap(ENV);
        Map<String, List<String>> named = new TreeMap<>();
        texts.forEach((name, text) -> {
            variable(written, name, written.tree().entries().get(name).keyAt());
            named.put(name, List.copyOf(references(written, name, text, texts)));
        });
        Map<String, String> ordered = new LinkedHashMap<>();
        Order.of(
                        named,
                        (name, cycle) -> problems.error(
                                written.at(name),
                                written.pathOf(name),
                                "The variables name each other: " + String.join(", ", cycle) + ".",
                                "Write one of them out."))
                .forEach(name -> ordered.put(name, texts.get(name)));
        return ordered;
    }

    private Set<String> references(Section written, String name, String text, Map<String, String> env) {
        Set<String> named = new LinkedHashSet<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            String other = matcher.group(1);
            if (other == null) {
                continue;
            }
            named.add(other);
            if (!env.containsKey(other) && !cluster.section(SECRETS).has(other)) {
                Set<String> known = new LinkedHashSet<>(env.keySet());
                known.addAll(cluster.section(SECRETS).tree().entries().keySet());
                Optional<String> near = Texts.nearest(other, known);
                problems.error(
                        written.at(name),
                        written.pathOf(name),
                        "$(" + other + ") names a variable that is neither in env nor in secrets.",
                        near.map(word -> "Did you mean $(" + word + ")?")
                                .orElse("Write $$(" + other + ") for the text itself."));
            }
        }
        return named;
    }

    private void variable(Section section, String name, Location at) {
        if (!VARIABLE.matcher(name).matches()) {
            problems.error(
                    at,
                    section.pathOf(name),
                    Texts.quoted(name) + " is no name of an environment variable.",
                    "Use letters, digits and underscores, not beginning with a digit.");
        }
    }
}

package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the operator's validator would refuse in a FlinkDeployment. Values with {@code ${…}} are not judged. */
final class ManifestRules {
    /** Flink's and Kubernetes' forms of a memory size, as the operator takes both. */
    private static final Pattern MEMORY = Pattern.compile("(?i)\\d+(\\.\\d+)?\\s*(b|bytes|[kmgtpe]i?b?|[a-z]+bytes)?");

    private final Section manifest;
    private final Section spec;
    private final Problems problems;

    ManifestRules(Section manifest, Problems problems) {
        this.manifest = manifest;
        this.spec = manifest.section("spec");
        this.problems = problems;
    }

    void check() {
        name();
        flinkVersion();
        required("serviceAccount", "The operator needs a service account.", "Write serviceAccount: flink.");
        Section conf = new Section(flat(spec.section("flinkConfiguration").tree()), spec.pathOf("flinkConfiguration"));
        FlinkRules.configuration(conf, problems);
        memory(spec.section("jobManager"));
        memory(spec.section("taskManager"));
        job(conf);
    }

    private void name() {
        Section metadata = manifest.section("metadata");
        String name = metadata.text("name").orElse("");
        if (!open(name) && !FlinkRules.RESOURCE_NAME.matcher(name).matches()) {
            problems.error(
                    metadata.at("name"),
                    "metadata.name",
                    name.isEmpty()
                            ? "The resource has no name."
                            : Texts.quoted(name) + " is no name that the operator takes.",
                    "Use at most 45 lower-case letters, digits and hyphens, beginning with a letter.");
        }
    }

    private void flinkVersion() {
        required("flinkVersion", "The Flink version is missing.", "Write for instance flinkVersion: v1_20.");
        spec.text("flinkVersion").filter(text -> !open(text)).ifPresent(text -> FlinkVersion.parseResourceForm(text)
                .ifPresentOrElse(
                        version -> FlinkRules.version(
                                version, spec.at("flinkVersion"), spec.pathOf("flinkVersion"), problems),
                        () -> problems.error(
                                spec.at("flinkVersion"),
                                spec.pathOf("flinkVersion"),
                                Texts.quoted(text) + " is not a Flink version of the operator.",
                                "Write for instance v1_20.")));
    }

    private void required(String key, String message, String hint) {
        if (!spec.has(key)) {
            problems.error(spec.tree().at(), spec.pathOf(key), message, hint);
        }
    }

    private void memory(Section process) {
        Section resource = process.section("resource");
        resource.text("memory")
                .filter(text -> !open(text))
                .filter(text -> !MEMORY.matcher(text.strip()).matches() || text.matches("[0.]+\\D*"))
                .ifPresent(text -> problems.error(
                        resource.at("memory"),
                        resource.pathOf("memory"),
                        Texts.quoted(text) + " is not a size of memory.",
                        "Write for instance 2048m."));
    }

    private void job(Section conf) {
        Section job = spec.section("job");
        if (!spec.has("job")) {
            problems.error(
                    spec.tree().at(),
                    spec.pathOf("job"),
                    "A session cluster (a FlinkDeployment without job) is not supported yet.",
                    "Add spec.job.");
            return;
        }
        job.text("parallelism")
                .filter(text -> !open(text) && !text.matches("[1-9]\\d{0,8}"))
                .ifPresent(text -> problems.error(
                        job.at("parallelism"),
                        job.pathOf("parallelism"),
                        "Parallelism must be a number above zero.",
                        ""));
        String mode = job.text("upgradeMode").orElse("");
        if (mode.isEmpty()) {
            problems.warn(
                    job.tree().at(),
                    job.pathOf("upgradeMode"),
                    "Without upgradeMode the operator starts every new version with empty state.",
                    "Write upgradeMode: savepoint, or stateless if the job keeps no state.");
        } else if (!open(mode)) {
            upgradeMode(mode, job, conf);
        }
    }

    private void upgradeMode(String mode, Section job, Section conf) {
        StateMode.parse(mode)
                .ifPresentOrElse(
                        known -> FlinkRules.directoriesFor(
                                known,
                                job,
                                "upgradeMode",
                                FlinkRules.hasAny(conf, FlinkKeys.SAVEPOINTS),
                                FlinkRules.hasAny(conf, FlinkKeys.CHECKPOINTS),
                                problems),
                        () -> problems.error(
                                job.at("upgradeMode"),
                                job.pathOf("upgradeMode"),
                                Texts.quoted(mode) + " is not an upgrade mode.",
                                "Write one of: savepoint, last-state, stateless."));
    }

    /** Since 1.13 the operator takes nested configuration as well as dotted keys. */
    private static Tree.Mapping flat(Tree.Mapping nested) {
        Map<String, Tree.Entry> flat = new LinkedHashMap<>();
        collect("", nested, flat);
        return new Tree.Mapping(nested.at(), flat, false);
    }

    private static void collect(String prefix, Tree.Mapping mapping, Map<String, Tree.Entry> flat) {
        mapping.entries().forEach((key, entry) -> {
            if (entry.value() instanceof Tree.Mapping inner) {
                collect(prefix + key + ".", inner, flat);
            } else {
                flat.put(prefix + key, entry);
            }
        });
    }

    /** Whether something else fills the value in before it is used. */
    private static boolean open(String text) {
        return text.contains("${");
    }
}

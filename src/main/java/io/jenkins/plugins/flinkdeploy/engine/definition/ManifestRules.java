package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the operator's validator would refuse in a FlinkDeployment. Values with {@code ${…}} are not judged. */
final class ManifestRules {
    /** Flink's and Kubernetes' forms of a memory size, as the operator takes both. */
    private static final Pattern MEMORY = Pattern.compile("(?i)\\d+(\\.\\d+)?\\s*(b|bytes|[kmgtpe]i?b?|[a-z]+bytes)?");

    private static final List<String> SPEC_KEYS = List.of(
            "flinkConfiguration",
            "flinkVersion",
            "image",
            "imagePullPolicy",
            "ingress",
            "job",
            "jobManager",
            "logConfiguration",
            "mode",
            "podTemplate",
            "restartNonce",
            "serviceAccount",
            "taskManager");

    private final Section manifest;
    private final Section spec;
    private final Section conf;
    private final Problems problems;

    /** @param spec the part of it that describes the cluster */
    ManifestRules(Section manifest, Section spec, Problems problems) {
        this.manifest = manifest;
        this.spec = spec;
        this.conf = new Section(flat(spec.section("flinkConfiguration").tree()), spec.pathOf("flinkConfiguration"));
        this.problems = problems;
    }

    /** @param session whether it is a cluster without a job of its own */
    void check(boolean session) {
        name(manifest);
        slips();
        flinkVersion();
        required("serviceAccount", "The operator needs a service account.", "Write serviceAccount: flink.");
        FlinkRules.configuration(conf, problems);
        FlinkRules.rollback(conf, FlinkRules.highlyAvailable(conf), problems);
        FlinkRules.logConfiguration(spec.section("logConfiguration"), problems);
        memory(spec.section("jobManager"));
        memory(spec.section("taskManager"));
        replicas(spec.section("jobManager"));
        replicas(spec.section("taskManager"));
        standbys();
        ingress();
        if (!session) {
            job(spec);
        }
    }

    /** @param session whether the cluster that it names is a session cluster */
    void sessionJob(Section sessionJob, boolean session) {
        name(sessionJob);
        Section jobSpec = sessionJob.section("spec");
        if (!session) {
            problems.error(
                    jobSpec.at("deploymentName"),
                    jobSpec.pathOf("deploymentName"),
                    Texts.quoted(name()) + " has a job of its own, so no other job can run on it.",
                    "Name a FlinkDeployment without spec.job.");
        }
        job(jobSpec);
        Section job = jobSpec.section("job");
        job.text("upgradeMode")
                .filter("last-state"::equals)
                .ifPresent(mode -> problems.warn(
                        job.at("upgradeMode"),
                        job.pathOf("upgradeMode"),
                        "Operators before 1.10 refuse last-state for a job on a session cluster.",
                        "Write savepoint unless the operator is known to be newer."));
    }

    private String name() {
        return manifest.section("metadata").text("name").orElse("");
    }

    /** A newer operator may know more keys; one that is nearly a known one is a slip of the pen all the same. */
    private void slips() {
        spec.tree().entries().forEach((key, entry) -> {
            if (!SPEC_KEYS.contains(key)) {
                Texts.nearest(key, SPEC_KEYS)
                        .ifPresent(near -> problems.error(
                                entry.keyAt(),
                                spec.pathOf(key),
                                "The key " + Texts.quoted(key) + " is not known here.",
                                "Did you mean " + Texts.quoted(near) + "?"));
            }
        });
    }

    private void replicas(Section process) {
        process.text("replicas")
                .filter(text -> !open(text) && !text.matches("[1-9]\\d{0,8}"))
                .ifPresent(text -> problems.error(
                        process.at("replicas"),
                        process.pathOf("replicas"),
                        "The number of replicas must be above zero.",
                        ""));
    }

    private void standbys() {
        Section jobManager = spec.section("jobManager");
        boolean several = jobManager
                .text("replicas")
                .filter(text -> text.matches("[1-9]\\d{0,8}") && !text.equals("1"))
                .isPresent();
        if (several && !FlinkRules.highlyAvailable(conf)) {
            problems.error(
                    jobManager.at("replicas"),
                    jobManager.pathOf("replicas"),
                    "Several JobManagers need high availability.",
                    "Set high-availability.type: kubernetes and high-availability.storageDir, or use one.");
        }
    }

    private void ingress() {
        if (spec.has("ingress") && !spec.section("ingress").has("template")) {
            problems.error(
                    spec.at("ingress"),
                    spec.section("ingress").pathOf("template"),
                    "The ingress has no template.",
                    "Write for instance template: \"flink.example.org/{{name}}\".");
        }
    }

    private void name(Section manifest) {
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

    private void job(Section spec) {
        Section job = spec.section("job");
        if (!spec.has("job")) {
            problems.error(
                    spec.tree().at(), spec.pathOf("job"), "The job is missing.", "Add " + spec.pathOf("job") + ".");
            return;
        }
        job.text("jarURI")
                .filter(text -> !open(text) && !text.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*"))
                .ifPresent(text -> problems.error(
                        job.at("jarURI"),
                        job.pathOf("jarURI"),
                        Texts.quoted(text) + " has no scheme.",
                        "Write for instance local:///opt/flink/usrlib/job.jar."));
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
            upgradeMode(mode, job);
        }
    }

    private void upgradeMode(String mode, Section job) {
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

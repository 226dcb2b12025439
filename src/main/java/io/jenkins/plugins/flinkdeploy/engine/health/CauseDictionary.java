package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From what the cluster says to what it means: the first entry whose pattern is found in the evidence, in the order of the
 * dictionary (the most specific first), else the general meaning of the finding.
 */
public final class CauseDictionary {
    private static final int EVIDENCE_KEPT = 5;

    private record Entry(String cause, Pattern pattern, String explanation, String suggestion) {
        Optional<Matcher> in(String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? Optional.of(matcher) : Optional.empty();
        }
    }

    private static final List<Entry> ENTRIES = List.of(
            entry(
                    "state incompatible",
                    "StateMigrationException|cannot map checkpoint/savepoint state|Failed to rollback to checkpoint/savepoint|new state serializer|non-restored state",
                    "The new version of the job cannot read the state of the old one.",
                    "Give every stateful operator a fixed uid and keep its types, or allow non-restored state if the state may be dropped (allowNonRestoredState)."),
            entry(
                    "main class not found",
                    "Could not find or load main class|job class was not found|entry point class '[^']*' was not found|Neither a 'Main-Class', nor a 'program-class' entry",
                    "The class that starts the job is not in the jar.",
                    "Check 'class' in the cluster file and the Main-Class of the jar's manifest."),
            entry(
                    "class missing",
                    "(NoClassDefFoundError|ClassNotFoundException|NoSuchMethodError)[: ]+'?([\\w.$/]+)",
                    "A class that the job needs is not in the image.",
                    "Package the dependency into the job jar, or add its jar to image.jars."),
            entry(
                    "job jar not found",
                    "JAR file does not exist|FileNotFoundException[^\\n]*\\.jar|NoSuchFileException[^\\n]*\\.jar",
                    "The job's jar is not where the resource says.",
                    "Check the job's 'jar' against image.jars."),
            entry(
                    "image not found",
                    "(?i)manifest unknown|not found[^\\n]*image|image[^\\n]*not found|name unknown|repository does not exist|(ErrImagePull|ImagePullBackOff)[^\\n]*not found",
                    "The registry that the cluster pulls from does not have this image.",
                    "Check image.repository, and that the cluster reaches the same registry as the build."),
            entry(
                    "image pull denied",
                    "(?i)(ErrImagePull|ImagePullBackOff|pull)[^\\n]*(denied|unauthorized|authentication required|403|401)",
                    "The cluster may not pull this image.",
                    "Add an imagePullSecret to the service account of the job."),
            entry(
                    "out of memory: metaspace",
                    "OutOfMemoryError: Metaspace",
                    "The JVM ran out of metaspace, usually because classes are loaded again with every restart.",
                    "Raise taskmanager.memory.jvm-metaspace.size, or look for threads that the job leaves behind."),
            entry(
                    "out of memory: heap",
                    "OutOfMemoryError: (Java heap space|GC overhead)",
                    "The JVM ran out of heap.",
                    "Raise the memory of the component, or lower parallelism per task manager (slots)."),
            entry(
                    "out of memory: container",
                    "OOMKilled",
                    "The container used more memory than its limit and was killed.",
                    "Raise the memory of the component; native memory (RocksDB, direct buffers) counts too."),
            entry(
                    "checkpoint storage denied",
                    "(?i)(AccessDenied|Access Denied|Permission denied|Forbidden)[^\\n]*(checkpoint|savepoint|s3|gs:|abfs|hdfs|file)|(checkpoint|savepoint)[^\\n]*(AccessDenied|Access Denied|Permission denied)",
                    "The job may not write to its checkpoint or savepoint directory.",
                    "Give the job's service account access to the directories under 'state'."),
            entry(
                    "unschedulable",
                    "(?i)Insufficient (cpu|memory)|nodes are available|didn't match Pod's node affinity|untolerated taint",
                    "No node of the cluster has room for the pod.",
                    "Lower cpu or memory in the cluster file, add nodes, or correct 'placement'."),
            entry(
                    "quota exceeded",
                    "(?i)exceeded quota",
                    "The namespace's quota does not allow the pods.",
                    "Lower cpu or memory in the cluster file, or raise the quota."),
            entry(
                    "config map or secret missing",
                    "(?i)(configmap|secret) \"?[\\w.-]+\"? not found|couldn't find key",
                    "A config map or secret that the pod needs does not exist.",
                    "Create it in the namespace, or correct its name in the cluster file."),
            entry(
                    "specification refused",
                    "ValidationException|ValidationError",
                    "The operator refuses the specification and keeps the job as it was.",
                    "Correct what the operator names."),
            entry(
                    "error in the job",
                    "(?:^|Caused by: |: )(([a-zA-Z_$][\\w$]*\\.)+[A-Z][\\w$]*(Exception|Error))(: [^\\n]*)?",
                    "The job's own code fails.",
                    "Read the exception; it comes from the new version of the job."));

    private static final Map<FindingCode, Entry> GENERAL = Map.of(
            FindingCode.IMAGE_PULL,
                    entry(
                            "image cannot be pulled",
                            "",
                            "The cluster cannot pull the image.",
                            "Check image.repository, and that the cluster reaches and may read that registry."),
            FindingCode.CRASH_LOOP,
                    entry("crash loop", "", "A container ends again and again.", "Read the log of the pod below."),
            FindingCode.JOB_FAILED, entry("job failed", "", "The job ended as FAILED.", "Read the exceptions below."),
            FindingCode.RESTARTING,
                    entry(
                            "job restarts",
                            "",
                            "The job restarts more often than deploy.maxRestarts allows.",
                            "Read the exceptions below."),
            FindingCode.UNSUPPORTED_VERSION,
                    entry(
                            "Flink version not supported",
                            "",
                            "The installed operator does not know this Flink version and keeps the job as it was.",
                            "Use a version that the operator supports, or upgrade the operator."),
            FindingCode.MANUAL_RESTORE_REQUIRED,
                    entry(
                            "manual restore required",
                            "",
                            "The operator lost the job's high-availability metadata and will not guess which state to use.",
                            "Restore the job from a savepoint by hand."),
            FindingCode.TIMEOUT,
                    entry(
                            "took too long",
                            "",
                            "The job was not healthy in time, and nothing says clearly why.",
                            "Look at the events and logs below; raise deploy.timeout if the job simply needs longer."),
            FindingCode.SPEC_REJECTED,
                    entry(
                            "specification refused",
                            "",
                            "The operator refuses the specification and keeps the job as it was.",
                            "Correct what the operator names."),
            FindingCode.UNSCHEDULABLE,
                    entry(
                            "unschedulable",
                            "",
                            "No node of the cluster has room for the pod.",
                            "Lower cpu or memory in the cluster file, add nodes, or correct 'placement'."));

    private CauseDictionary() {}

    /** Explains a finding with what was collected about it. */
    public static Diagnosis diagnose(Finding finding, List<Evidence> collected) {
        List<Evidence> all = new ArrayList<>();
        all.add(new Evidence("finding", finding.text()));
        all.addAll(collected);
        for (Entry entry : ENTRIES) {
            for (Evidence evidence : all) {
                if (entry.in(evidence.text()).isPresent()) {
                    return diagnosis(entry, evidence, collected);
                }
            }
        }
        Entry general = GENERAL.getOrDefault(
                finding.code(),
                entry(
                        finding.code().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "",
                        finding.text(),
                        "Look at the events and logs below."));
        return diagnosis(general, all.get(0), collected);
    }

    private static Diagnosis diagnosis(Entry entry, Evidence telling, List<Evidence> collected) {
        List<Evidence> ordered = new ArrayList<>();
        if (collected.contains(telling)) {
            ordered.add(telling);
        }
        for (Evidence evidence : collected) {
            if (!ordered.contains(evidence) && ordered.size() < EVIDENCE_KEPT) {
                ordered.add(evidence);
            }
        }
        return new Diagnosis(entry.cause(), entry.explanation(), entry.suggestion(), ordered);
    }

    private static Entry entry(String cause, String pattern, String explanation, String suggestion) {
        return new Entry(cause, Pattern.compile(pattern, Pattern.MULTILINE), explanation, suggestion);
    }
}

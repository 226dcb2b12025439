package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Cause.named;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * From what the cluster says to what it means: the first cause of which a sign is found in the evidence, in the order of the
 * dictionary (the most specific first); else the root exception as it is; else the general meaning of the finding.
 */
public final class CauseDictionary {
    private static final int EVIDENCE_KEPT = 5;

    private static final List<Cause> KNOWN = Stream.of(
                    KubernetesCauses.images(),
                    KubernetesCauses.pods(),
                    JvmCauses.all(),
                    StateCauses.all(),
                    MemoryCauses.all(),
                    ServiceCauses.operator(),
                    JobCauses.python(),
                    JobCauses.sql(),
                    JobCauses.program(),
                    ServiceCauses.connections(),
                    ServiceCauses.flink(),
                    List.of(JobCauses.pythonCode()))
            .flatMap(List::stream)
            .toList();

    static final Cause USER_CODE = named(
            "error in the job's code",
            "The job's own code fails: {1|see what was said}.",
            "Read the exception; it comes from the new version of the job.");

    static final Cause NOT_RECOGNISED = named(
            "not recognised",
            "None of the known causes fits. The innermost exception is {1|what was said}.",
            "Read the exception, the events and the logs.");

    private static final Map<FindingCode, Cause> GENERAL = general();

    /** These are told by whoever refused; what pods and logs say is of the version that still runs. */
    private static final Set<FindingCode> BEFORE_ANYTHING_STARTED =
            Set.of(FindingCode.SPEC_REJECTED, FindingCode.UNSUPPORTED_VERSION, FindingCode.UPDATE_IGNORED);

    /** The finding is the cause; there is nothing to look for. */
    private static final Set<FindingCode> CLEAR =
            Set.of(FindingCode.RESOURCE_GONE, FindingCode.SUPERSEDED, FindingCode.JOB_CANCELED);

    /** These do not pass by themselves: who fails for one of them fails for it the next time, too. */
    private static final List<Cause> LASTING = Stream.of(
                    StateCauses.all().stream().filter(cause -> !cause.name().contains("fail")),
                    JobCauses.python().stream(),
                    JobCauses.sql().stream(),
                    JobCauses.program().stream(),
                    JvmCauses.all().stream().filter(cause -> cause.name().contains("options")),
                    Stream.concat(MemoryCauses.all().stream(), ServiceCauses.flink().stream())
                            .filter(cause -> cause.name().contains("configuration")))
            .flatMap(causes -> causes)
            .toList();

    private CauseDictionary() {}

    /** Every cause that a diagnosis may name, the most specific first. */
    static List<Cause> all() {
        return Stream.of(KNOWN.stream(), Stream.of(USER_CODE, NOT_RECOGNISED), GENERAL.values().stream())
                .flatMap(causes -> causes)
                .toList();
    }

    /** Explains a finding with what was collected about it. */
    public static Diagnosis diagnose(Finding finding, List<Evidence> collected) {
        List<Evidence> telling = new ArrayList<>();
        telling.add(new Evidence("finding", finding.text()));
        if (!CLEAR.contains(finding.code())) {
            collected.stream()
                    .filter(evidence -> !BEFORE_ANYTHING_STARTED.contains(finding.code()) || isTheOperatorS(evidence))
                    .forEach(telling::add);
        }
        for (Cause cause : KNOWN) {
            for (Evidence evidence : telling) {
                Optional<Matcher> sign = cause.in(evidence);
                if (sign.isPresent()) {
                    return diagnosis(cause, group(sign.get()), evidence, collected);
                }
            }
        }
        return CLEAR.contains(finding.code()) ? byCode(finding, collected) : byException(finding, telling, collected);
    }

    /** What a finding means that may pass, when its own words tell: nobody has looked for more yet. */
    public static Optional<Diagnosis> likely(Finding finding) {
        return isKnown(finding.text()) ? Optional.of(diagnose(finding, List.of())) : Optional.empty();
    }

    /** Whether a text tells of something that a restart does not mend. */
    static boolean isLasting(String text) {
        return isIn(LASTING, text);
    }

    /** Whether a text tells of a cause that the dictionary knows. */
    static boolean isKnown(String text) {
        return isIn(KNOWN, text);
    }

    private static boolean isIn(List<Cause> causes, String text) {
        Evidence evidence = new Evidence("", text);
        return causes.stream().anyMatch(cause -> cause.in(evidence).isPresent());
    }

    private static boolean isTheOperatorS(Evidence evidence) {
        return Cause.Where.OPERATOR.is(evidence) || evidence.source().startsWith("event on Flink");
    }

    private static Diagnosis byException(Finding finding, List<Evidence> telling, List<Evidence> collected) {
        Optional<Diagnosis> unknown = Optional.empty();
        for (Evidence evidence : telling) {
            Optional<RootCause> root = RootCause.of(evidence.text());
            if (root.isPresent() && root.get().userFrame().isPresent()) {
                String said =
                        root.get().text() + " at " + root.get().userFrame().get();
                return diagnosis(USER_CODE, Optional.of(said), evidence, collected);
            }
            if (root.isPresent() && unknown.isEmpty()) {
                unknown = Optional.of(
                        diagnosis(NOT_RECOGNISED, Optional.of(root.get().text()), evidence, collected));
            }
        }
        return unknown.orElseGet(() -> byCode(finding, collected));
    }

    private static Diagnosis byCode(Finding finding, List<Evidence> collected) {
        return diagnosis(
                GENERAL.get(finding.code()),
                Optional.of(finding.text()),
                new Evidence("finding", finding.text()),
                collected);
    }

    /** The first group that took part: a sign of several alternatives has one in each. */
    private static Optional<String> group(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null && !matcher.group(i).isBlank()) {
                return Optional.of(matcher.group(i));
            }
        }
        return Optional.empty();
    }

    private static Diagnosis diagnosis(
            Cause cause, Optional<String> value, Evidence telling, List<Evidence> collected) {
        List<Evidence> ordered = new ArrayList<>();
        if (collected.contains(telling)) {
            ordered.add(telling);
        }
        for (Evidence evidence : collected) {
            if (!ordered.contains(evidence) && ordered.size() < EVIDENCE_KEPT) {
                ordered.add(evidence);
            }
        }
        return new Diagnosis(
                cause.name(),
                Cause.filled(cause.explanation(), value),
                Cause.filled(cause.suggestion(), value),
                ordered);
    }

    private static Map<FindingCode, Cause> general() {
        Map<FindingCode, Cause> causes = new EnumMap<>(FindingCode.class);
        for (FindingCode code : FindingCode.values()) {
            causes.put(code, GeneralCauses.of(code));
        }
        return causes;
    }
}

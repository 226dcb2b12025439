package io.jenkins.plugins.flinkdeploy.engine.checkup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How well a cluster was at one moment. It is always there: what could not be looked at is {@link HealthState#UNKNOWN}.
 *
 * @param cluster the FlinkDeployment
 * @param state of the whole
 * @param since since when it is in this state, as far as was seen
 * @param findings in the order of the checks, jobs in the order of their names
 * @param at when it was looked at
 */
public record HealthReport(
        ResourceId cluster, HealthState state, Instant since, List<HealthFinding> findings, Instant at) {
    public HealthReport {
        findings = List.copyOf(findings);
    }

    /**
     * A report of these findings, each since when it was first seen so.
     *
     * @param previous the report before this one
     */
    static HealthReport of(
            ResourceId cluster, List<HealthFinding> findings, Optional<HealthReport> previous, Instant at) {
        List<HealthFinding> dated =
                findings.stream().map(finding -> dated(finding, previous)).toList();
        HealthState state = whole(dated);
        Instant since = previous.filter(before -> before.state == state)
                .map(HealthReport::since)
                .orElse(at);
        return new HealthReport(cluster, state, since, dated, at);
    }

    /** A report of a cluster that could not be looked at. */
    public static HealthReport unknown(ResourceId cluster, String why, Optional<HealthReport> previous, Instant at) {
        HealthFinding finding = HealthFinding.of(HealthCheck.STATE, HealthState.UNKNOWN, "cannot be read: " + why, at);
        return of(cluster, List.of(finding), previous, at);
    }

    /** Whether every check found the same, apart from numbers and words. */
    public boolean tellsTheSameAs(HealthReport other) {
        return findings.size() == other.findings.size()
                && findings.stream().allMatch(finding -> other.same(finding).isPresent());
    }

    private static HealthFinding dated(HealthFinding finding, Optional<HealthReport> previous) {
        return previous.flatMap(report -> report.same(finding))
                .map(HealthFinding::since)
                .filter(finding.since()::isAfter)
                .map(finding::since)
                .orElse(finding);
    }

    private Optional<HealthFinding> same(HealthFinding finding) {
        return findings.stream().filter(finding::sameAs).findFirst();
    }

    /** What is not measured is no reason to worry, except where a cluster cannot be called well without it. */
    private static HealthState whole(List<HealthFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.state() != HealthState.UNKNOWN
                        || finding.check().essential())
                .map(HealthFinding::state)
                .reduce(HealthState.OK, HealthState::or);
    }

    /** What is not well, the worst first. */
    @JsonIgnore
    public List<HealthFinding> troubles() {
        return findings.stream()
                .filter(finding -> finding.state() != HealthState.OK)
                .filter(finding -> finding.state() != HealthState.UNKNOWN
                        || finding.check().essential())
                .sorted((one, other) -> other.state().compareTo(one.state()))
                .toList();
    }

    /** One line: what is wrong, or that nothing is. */
    @JsonIgnore
    public String summary() {
        List<HealthFinding> troubles = troubles();
        if (troubles.isEmpty()) {
            return "all is well";
        }
        HealthFinding worst = troubles.get(0);
        String more = troubles.size() == 1 ? "" : " (and " + (troubles.size() - 1) + " more)";
        return worst.job().map(name -> name + ": ").orElse("") + worst.text() + more;
    }

    /** Whether it does its work. */
    @JsonIgnore
    public boolean works() {
        return state != HealthState.FAILING;
    }
}

package io.jenkins.plugins.flinkdeploy.engine.check;

import java.util.List;

/**
 * What a check of a target came to.
 *
 * @param url address of the API server
 * @param findings in the order in which they were made
 * @param rulesToAdd the items of {@code rules} that a role must get so that nothing is missing; empty when nothing is
 */
public record CheckReport(String url, String namespace, List<Finding> findings, String rulesToAdd) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** The most serious of all findings. */
    public Finding.Level level() {
        return findings.stream()
                .map(Finding::level)
                .max(Finding.Level::compareTo)
                .orElse(Finding.Level.OK);
    }
}

package io.jenkins.plugins.flinkdeploy.config;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.check.CheckReport;
import io.jenkins.plugins.flinkdeploy.engine.check.Finding;
import io.jenkins.plugins.flinkdeploy.engine.check.TargetCheck;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens a connection, asks what a deployment needs to know, and closes it; written for the form. */
final class ConnectionTest {
    private static final Logger LOGGER = Logger.getLogger(ConnectionTest.class.getName());

    private final TargetConnection target;
    private final TargetCredentials credentials;
    private final String namespace;

    ConnectionTest(TargetConnection target, TargetCredentials credentials, String namespace) {
        this.target = target;
        this.credentials = credentials;
        this.namespace = Util.fixEmptyAndTrim(namespace);
    }

    FormValidation run() {
        try {
            ClusterConnection connection = target.connection(credentials);
            return show(TargetCheck.of(namespace == null ? connection : connection.withNamespace(namespace)));
        } catch (UserException e) {
            LOGGER.log(Level.FINE, e, () -> "Connection test failed");
            return FormValidation.error(e.getMessage());
        }
    }

    /** What is wrong comes first; all that was seen follows. */
    private static FormValidation show(CheckReport report) {
        StringBuilder html = new StringBuilder();
        html.append(
                switch (report.level()) {
                    case OK -> Messages.ConnectionTest_ok();
                    case LIMITED -> Messages.ConnectionTest_limited();
                    case MISSING -> Messages.ConnectionTest_missing();
                });
        for (Finding.Level level :
                new Finding.Level[] {Finding.Level.MISSING, Finding.Level.LIMITED, Finding.Level.OK}) {
            append(html, report, level);
        }
        if (!report.rulesToAdd().isEmpty()) {
            html.append(Messages.ConnectionTest_add(Util.xmlEscape(report.namespace())))
                    .append("<pre>")
                    .append(Util.xmlEscape(report.rulesToAdd()))
                    .append("</pre>");
        }
        return switch (report.level()) {
            case OK -> FormValidation.okWithMarkup(html.toString());
            case LIMITED -> FormValidation.warningWithMarkup(html.toString());
            case MISSING -> FormValidation.errorWithMarkup(html.toString());
        };
    }

    private static void append(StringBuilder html, CheckReport report, Finding.Level level) {
        List<Finding> findings = report.findings().stream()
                .filter(finding -> finding.level() == level)
                .toList();
        if (!findings.isEmpty()) {
            html.append("<ul>");
            findings.forEach(finding ->
                    html.append("<li>").append(Util.xmlEscape(finding.text())).append("</li>"));
            html.append("</ul>");
        }
    }
}

package io.jenkins.plugins.flinkdeploy.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthText;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import java.io.Serializable;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How well a cluster is: what the step returns to a Pipeline. */
public final class HealthResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String namespace;
    private final String state;
    private final String summary;
    private final String text;

    /** That of the command line; no class of the engine goes into the Pipeline's state. */
    private final String json;

    private final List<HealthResultFinding> findings;

    HealthResult(HealthReport report) {
        name = report.cluster().name();
        namespace = report.cluster().namespace();
        state = report.state().name();
        summary = Secrets.masked(report.summary());
        text = Secrets.masked(HealthText.of(report));
        json = Secrets.masked(Json.mapper().<JsonNode>valueToTree(report)).toString();
        findings = report.findings().stream().map(HealthResultFinding::new).toList();
    }

    /** Name of the FlinkDeployment. */
    @Whitelisted
    public String getName() {
        return name;
    }

    @Whitelisted
    public String getNamespace() {
        return namespace;
    }

    /** {@code OK}, {@code UNKNOWN}, {@code WARNING} or {@code FAILING}. */
    @Whitelisted
    public String getState() {
        return state;
    }

    /** Whether nothing is wrong with it. */
    @Whitelisted
    public boolean isHealthy() {
        return state.equals(HealthState.OK.name());
    }

    /** One line: what is wrong, or that nothing is. */
    @Whitelisted
    public String getSummary() {
        return summary;
    }

    /** What each check found. */
    @Whitelisted
    public List<HealthResultFinding> getFindings() {
        return findings;
    }

    /** All of it in lines, as {@code flink-deploy health} has it. */
    @Whitelisted
    public String getText() {
        return text;
    }

    /** All of it, as {@code flink-deploy health -o json} has one cluster. */
    @Whitelisted
    public String getJson() {
        return json;
    }

    @Override
    public String toString() {
        return name + ": " + state + ", " + summary;
    }
}

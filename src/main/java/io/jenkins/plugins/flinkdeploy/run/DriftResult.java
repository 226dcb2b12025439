package io.jenkins.plugins.flinkdeploy.run;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.drift.DriftText;
import io.jenkins.plugins.flinkdeploy.engine.drift.ResourceDrift;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Where clusters are not as they were deployed: what the step returns to a Pipeline. */
public final class DriftResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String commit;
    private final String summary;
    private final String text;

    /** That of the command line; no class of the engine goes into the Pipeline's state. */
    private final String json;

    private final List<DriftedResource> resources;

    /** @param head the commit that the files are of */
    DriftResult(List<ResourceDrift> seen, Optional<String> head) {
        commit = head.orElse(null);
        text = Secrets.masked(DriftText.of(seen));
        json = Secrets.masked(Json.mapper().<JsonNode>valueToTree(seen)).toString();
        resources = seen.stream().map(DriftedResource::new).toList();
        String names = resources.stream()
                .filter(DriftedResource::isDrifted)
                .map(DriftedResource::getName)
                .collect(Collectors.joining(", "));
        summary = names.isEmpty() ? Messages.DriftTask_inSync() : Messages.DriftTask_drifted(names);
    }

    /** Whether anything is not as it should be. */
    @Whitelisted
    public boolean isDrifted() {
        return resources.stream().anyMatch(DriftedResource::isDrifted);
    }

    /** The commit that is checked out; null outside of a repository. */
    @CheckForNull
    @Whitelisted
    public String getCommit() {
        return commit;
    }

    /** One line: what drifted, or that nothing did. */
    @Whitelisted
    public String getSummary() {
        return summary;
    }

    /** Each resource that the files declare. */
    @Whitelisted
    public List<DriftedResource> getResources() {
        return resources;
    }

    /** All of it in lines, as {@code flink-deploy drift} has it. */
    @Whitelisted
    public String getText() {
        return text;
    }

    /** All of it, as {@code flink-deploy drift -o json} has it. */
    @Whitelisted
    public String getJson() {
        return json;
    }

    @Override
    public String toString() {
        return summary;
    }
}

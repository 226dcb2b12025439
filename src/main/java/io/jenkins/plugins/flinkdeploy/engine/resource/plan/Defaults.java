package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Map;

/** What the operator takes for a field that is not set; writing it out changes nothing. */
final class Defaults {
    private static final Map<String, JsonNode> DEFAULTS = Map.of(
            "spec.job.state", TextNode.valueOf("running"),
            "spec.job.upgradeMode", TextNode.valueOf("stateless"),
            "spec.job.allowNonRestoredState", BooleanNode.FALSE,
            "spec.jobManager.replicas", DecimalNode.valueOf(BigDecimal.ONE));

    private Defaults() {}

    /** Missing where an unset field differs from every value. */
    static JsonNode of(String path) {
        return DEFAULTS.getOrDefault(path, MissingNode.getInstance());
    }
}

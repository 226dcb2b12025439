package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a JobManager says about itself ({@code /config}).
 *
 * @param flinkVersion for instance {@code 1.18.1}
 * @param flinkRevision the commit that Flink was built from
 */
public record FlinkConfig(Optional<String> flinkVersion, Optional<String> flinkRevision) {
    static FlinkConfig of(JsonNode answer) {
        return new FlinkConfig(Fields.text(answer, "flink-version"), Fields.text(answer, "flink-revision"));
    }
}

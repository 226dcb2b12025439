package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.List;
import java.util.stream.Stream;

/** What Kubernetes, the operator, Flink and the JVM say, and the cause that it tells. */
final class CauseTexts {
    /**
     * A text.
     *
     * @param cause the cause that it tells
     * @param code what was found before anybody looked for the cause
     * @param source who says it
     */
    record Said(String cause, FindingCode code, String source, String text) {
        @Override
        public String toString() {
            return cause + ": " + text;
        }
    }

    private CauseTexts() {}

    static List<Said> all() {
        return Stream.of(
                        ClusterTexts.kubernetes(),
                        ClusterTexts.memory(),
                        JobTexts.state(),
                        JobTexts.program(),
                        JobTexts.languages(),
                        ServiceTexts.services())
                .flatMap(List::stream)
                .toList();
    }
}

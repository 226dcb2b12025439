package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.List;

/**
 * Why a deployment failed.
 *
 * @param cause short name of the cause, one that the dictionary knows, or {@code unknown}
 * @param explanation what it means, in plain words
 * @param suggestion what to do
 * @param evidence what was said, most telling first
 */
public record Diagnosis(String cause, String explanation, String suggestion, List<Evidence> evidence) {
    public Diagnosis {
        evidence = List.copyOf(evidence);
    }
}

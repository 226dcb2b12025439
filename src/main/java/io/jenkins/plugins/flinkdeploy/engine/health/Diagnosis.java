package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.List;

/**
 * Why a deployment failed.
 *
 * @param cause short name of the cause, one that the dictionary knows; {@code not recognised} when none fits
 * @param explanation what it means, in plain words
 * @param suggestion what to do
 * @param evidence what was said, most telling first
 */
public record Diagnosis(String cause, String explanation, String suggestion, List<Evidence> evidence) {
    public Diagnosis {
        evidence = List.copyOf(evidence);
    }

    /** Where the documentation tells more of the cause: {@code docs/causes.md#image-not-found}. */
    public String page() {
        return "docs/causes.md#" + Cause.anchor(cause);
    }
}

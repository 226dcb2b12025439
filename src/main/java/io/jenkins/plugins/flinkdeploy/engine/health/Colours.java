package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.Optional;

/**
 * How the two FlinkDeployments of a blue/green deployment stand to each other.
 *
 * @param serving the colour whose job does the work: while one takes over from the other, the other, as long as its job is RUNNING
 * @param flinkJob Flink's id of the job of the colour that is looked at
 * @param story what goes on, for people
 * @param trouble what the FlinkDeployment of the colour that was given up, or that does not come up, says of itself
 */
public record Colours(Optional<String> serving, Optional<String> flinkJob, String story, Optional<String> trouble) {}

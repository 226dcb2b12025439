package io.jenkins.plugins.flinkdeploy.engine.cost;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.util.Optional;

/**
 * A job that runs, or will.
 *
 * @param name its name in the file, else that of its resource
 * @param owner who answers for it
 * @param costOwner who pays for it
 * @param slots how many slots it takes
 */
record JobDemand(String name, Optional<String> owner, Optional<String> costOwner, int slots) {
    static JobDemand of(Manifest resource, String name, int slots) {
        return new JobDemand(name, resource.label(Labels.OWNER), resource.label(Labels.COST_OWNER), slots);
    }
}

package io.jenkins.plugins.flinkdeploy.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.List;

/**
 * What is kept of the deployments of a step over a restart of the controller.
 *
 * @param version version of this format, apart from that of the group
 * @param parts what is deployed and where to
 * @param group which are done, which run, which are still to begin; only {@link DeploymentGroup#fromJson} may read it, which knows
 *     the versions of the format
 */
record SavedRun(int version, List<Part> parts, JsonNode group) {
    private static final int FORMAT = 1;

    static String write(List<Part> parts, DeploymentGroup group) {
        return Json.write(new SavedRun(FORMAT, parts, Json.read(group.toJson())));
    }

    /** @throws UserException when it is of a newer version of this plugin */
    static SavedRun read(String text) {
        int version = Json.read(text).path("version").asInt(-1);
        if (version < 1 || version > FORMAT) {
            throw new UserException(
                    Messages.SavedRun_unknownFormat(version),
                    Messages.SavedRun_unwatched(),
                    Messages.SavedRun_remedy());
        }
        return Json.read(text, SavedRun.class);
    }

    DeploymentGroup state() {
        return DeploymentGroup.fromJson(group.toString());
    }
}

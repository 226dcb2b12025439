package io.jenkins.plugins.flinkdeploy.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRun;
import java.util.List;

/**
 * What is kept of savepoint runs over a restart of the controller.
 *
 * @param target name of the target of Jenkins
 * @param runs how far each is; only {@link SavepointRun#fromJson} may read them, which knows the versions of the format
 */
record SavedSavepoints(String target, List<JsonNode> runs) {
    static String write(String target, List<SavepointRun> runs) {
        return Json.write(new SavedSavepoints(
                target,
                runs.stream()
                        .<JsonNode>map(run -> Json.mapper().valueToTree(run))
                        .toList()));
    }

    static SavedSavepoints read(String text) {
        return Json.read(text, SavedSavepoints.class);
    }

    List<SavepointRun> states() {
        return runs.stream().map(run -> SavepointRun.fromJson(run.toString())).toList();
    }
}

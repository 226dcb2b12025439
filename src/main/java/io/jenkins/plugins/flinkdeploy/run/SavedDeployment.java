package io.jenkins.plugins.flinkdeploy.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;

/**
 * What is kept of a deployment over a restart of the controller.
 *
 * @param assignment what is deployed and where to
 * @param next what is to be deployed after it
 * @param deployment how far it is; only {@link Deployment#fromJson} may read it, which knows the versions of the format
 */
record SavedDeployment(Assignment assignment, List<Order> next, JsonNode deployment) {
    static String write(Assignment assignment, List<Order> next, Deployment deployment) {
        return Json.write(new SavedDeployment(assignment, next, Json.mapper().valueToTree(deployment)));
    }

    static SavedDeployment read(String text) {
        return Json.read(text, SavedDeployment.class);
    }

    Deployment state() {
        return Deployment.fromJson(deployment.toString());
    }
}

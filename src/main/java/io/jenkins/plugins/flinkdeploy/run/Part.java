package io.jenkins.plugins.flinkdeploy.run;

import java.util.List;

/**
 * One cluster of a call, with the deployments that it takes.
 *
 * @param assignment what is deployed and where to
 * @param ids its deployments: of a session cluster and of each of its jobs; one for other clusters
 */
record Part(Assignment assignment, List<String> ids) {
    Part {
        ids = List.copyOf(ids);
    }
}

package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Preparer;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;

/**
 * Where a deployment goes, and what prepares it.
 *
 * @param connection the Kubernetes cluster
 * @param preparer builds the image and renders the resource
 */
record Place(ClusterConnection connection, Preparer preparer) {}

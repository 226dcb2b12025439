package io.jenkins.plugins.flinkdeploy.standalone;

import java.util.Optional;

/**
 * With which file and in which cluster a deployment was started, so that {@code resume} goes on with the same ones.
 *
 * @param file the cluster file, absolute
 * @param environment whose layer was laid over it
 * @param kubeconfig the kubeconfig file, absolute
 * @param context its context
 * @param group the group that the deployment belongs to
 */
record Call(String file, Optional<String> environment, String kubeconfig, String context, Optional<String> group) {
    Call ofGroup(String id) {
        return new Call(file, environment, kubeconfig, context, Optional.of(id));
    }
}

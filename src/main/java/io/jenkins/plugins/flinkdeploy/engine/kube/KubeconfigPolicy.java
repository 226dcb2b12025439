package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What a kubeconfig may make this machine do, apart from connecting. */
public enum KubeconfigPolicy {
    /**
     * For kubeconfigs of Jenkins users: nothing that runs a program on the controller ({@code exec}, {@code auth-provider}) or
     * reads its files ({@code tokenFile} and certificates by path), since that would lend out the controller's own rights.
     */
    CONTROLLER(
            List.of("exec", "auth-provider", "tokenFile", "client-certificate", "client-key"),
            List.of("certificate-authority")),
    /** For a user's own kubeconfig on the user's own machine: everything that kubectl does. */
    COMMAND_LINE(List.of(), List.of());

    private final List<String> refusedOfUser;
    private final List<String> refusedOfCluster;

    KubeconfigPolicy(List<String> refusedOfUser, List<String> refusedOfCluster) {
        this.refusedOfUser = refusedOfUser;
        this.refusedOfCluster = refusedOfCluster;
    }

    /** The entries that this policy refuses, as paths such as {@code user.exec}; empty when all is well. */
    List<String> refused(ObjectNode cluster, ObjectNode user) {
        List<String> found = new ArrayList<>();
        refusedOfUser.stream().filter(user::hasNonNull).forEach(key -> found.add("user." + key));
        refusedOfCluster.stream().filter(cluster::hasNonNull).forEach(key -> found.add("cluster." + key));
        return found;
    }
}

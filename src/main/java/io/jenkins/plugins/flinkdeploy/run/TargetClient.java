package io.jenkins.plugins.flinkdeploy.run;

import hudson.security.ACL;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.credentials.GroupCredentials;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import jenkins.model.Jenkins;

/**
 * The way to a target of Jenkins for what belongs to no run, over the same client and watches as deployments. Callers check before
 * who asks.
 */
public final class TargetClient implements AutoCloseable {
    private final ClusterClients.Lease lease;
    private final ClusterConnection connection;
    private final String namespace;

    private TargetClient(ClusterClients.Lease lease, ClusterConnection connection, String namespace) {
        this.lease = lease;
        this.connection = connection;
        this.namespace = namespace;
    }

    /**
     * Leases the client; no request is sent yet.
     *
     * @throws UserException when a credential is missing or not usable
     */
    public static TargetClient of(FlinkTarget target) {
        TargetCredentials credentials = new TargetCredentials(
                new GroupCredentials(Jenkins.get(), ACL.SYSTEM2), "target \"" + target.getName() + "\"");
        ClusterConnection connection = target.getConnection().connection(credentials);
        return new TargetClient(
                DeployRuntime.get().clients().lease(connection),
                connection,
                target.getNamespace() == null ? connection.namespace() : target.getNamespace());
    }

    public ClusterApi cluster() {
        return lease.cluster();
    }

    /** To which server it leads, and as whom. */
    public ClusterConnection connection() {
        return connection;
    }

    /** The namespace that the target is for. */
    public String namespace() {
        return namespace;
    }

    /** Gives the client back; what it was used for must have ended. */
    @Override
    public void close() {
        lease.close();
    }
}

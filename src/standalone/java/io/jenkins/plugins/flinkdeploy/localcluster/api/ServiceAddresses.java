package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Where connections to a service go. */
@FunctionalInterface
public interface ServiceAddresses {
    /**
     * @param port name or number of the service's port; empty for its only one
     * @return address of a ready pod behind the service; empty when there is none
     */
    Optional<InetSocketAddress> resolve(String namespace, String service, String port);
}

package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** Carries out one probe of a container. */
final class ProbeCall {
    private final Container container;
    private final String address;

    ProbeCall(Container container, String address) {
        this.container = container;
        this.address = address;
    }

    /** Empty when the probe passes, else what the kubelet's Unhealthy event says. */
    Optional<String> failure(Probe probe) {
        int timeout = 1000 * (probe.getTimeoutSeconds() == null ? 1 : Math.max(1, probe.getTimeoutSeconds()));
        try {
            if (probe.getHttpGet() != null) {
                return http(probe.getHttpGet(), timeout);
            }
            if (probe.getTcpSocket() != null) {
                connect(port(probe.getTcpSocket().getPort()), timeout);
            }
            // Commands inside the container cannot be probed here; they count as passed.
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> http(HTTPGetAction get, int timeout) throws IOException {
        String host = get.getHost() == null ? address : get.getHost();
        String path = get.getPath() == null ? "/" : get.getPath();
        URI uri = URI.create("http://" + host + ":" + port(get.getPort()) + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        try {
            int status = connection.getResponseCode();
            return status >= 200 && status < 400
                    ? Optional.empty()
                    : Optional.of("HTTP probe failed with statuscode: " + status);
        } finally {
            connection.disconnect();
        }
    }

    private void connect(int port, int timeout) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), timeout);
        }
    }

    private int port(IntOrString port) throws IOException {
        if (port.getIntVal() != null) {
            return port.getIntVal();
        }
        return container.getPorts().stream()
                .filter(candidate -> port.getStrVal().equals(candidate.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow(() -> new IOException("the container has no port named " + port.getStrVal()));
    }
}

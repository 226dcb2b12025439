package io.jenkins.plugins.flinkdeploy.localcluster.registry;

/** A running container registry on this machine. */
public interface ImageRegistry extends AutoCloseable {
    /** Host and port as image names begin with, for instance {@code 127.0.0.1:5000}. */
    String address();

    @Override
    void close();
}

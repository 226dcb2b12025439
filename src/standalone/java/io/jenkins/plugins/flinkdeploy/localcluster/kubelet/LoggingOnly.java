package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * A parent for class loaders over foreign jars: the JDK and this process's own SLF4J, so that no second logging backend starts,
 * and nothing else. What Flink has to say about reading a configuration is of no use here.
 */
final class LoggingOnly extends ClassLoader {
    private static final Logger FLINK = Logger.getLogger("org.apache.flink");

    static {
        FLINK.setLevel(Level.OFF);
    }

    LoggingOnly() {
        super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith("org.slf4j.")) {
            return LoggerFactory.class.getClassLoader().loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}

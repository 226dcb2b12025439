package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Flink that an image brings, asked in a class loader of its own: how its configuration reads and how much memory its
 * JobManager gets. Flink's start scripts ask the same classes, at the price of one more JVM for each start.
 */
final class FlinkLibrary implements AutoCloseable {
    private static final String RUNTIME = "org.apache.flink.runtime.jobmanager.";
    private static final String CONFIGURATION = "org.apache.flink.configuration.";

    private final URLClassLoader loader;
    private final Object configuration;

    private FlinkLibrary(URLClassLoader loader, Object configuration) {
        this.loader = loader;
        this.configuration = configuration;
    }

    /**
     * @param jars Flink's {@code lib}
     * @param confDirectory where the configuration file lies
     * @throws IOException when the jars are not Flink's or the configuration cannot be read
     */
    static FlinkLibrary load(List<Path> jars, Path confDirectory) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), new LoggingOnly());
        try {
            Object configuration = loader.loadClass(CONFIGURATION + "GlobalConfiguration")
                    .getMethod("loadConfiguration", String.class)
                    .invoke(null, confDirectory.toString());
            return new FlinkLibrary(loader, configuration);
        } catch (ReflectiveOperationException e) {
            loader.close();
            throw new IOException("Flink's configuration in " + confDirectory + " cannot be read", e);
        }
    }

    @SuppressWarnings("unchecked")
    Map<String, String> configuration() throws IOException {
        try {
            return (Map<String, String>)
                    configuration.getClass().getMethod("toMap").invoke(configuration);
        } catch (ReflectiveOperationException e) {
            throw new IOException("Flink's configuration has an unknown form", e);
        }
    }

    /** JVM options such as {@code -Xmx} of a JobManager with this configuration. */
    String jobManagerJvmOptions() throws IOException {
        try {
            return (String) utilities()
                    .getMethod("generateJvmParametersStr", specClass(), configurationClass())
                    .invoke(null, spec(), configuration);
        } catch (ReflectiveOperationException e) {
            throw memory(e);
        }
    }

    /** Program arguments that tell a JobManager how much memory it was given. */
    List<String> jobManagerArguments() throws IOException {
        try {
            String options = (String) utilities()
                    .getMethod("generateDynamicConfigsStr", specClass())
                    .invoke(null, spec());
            return ShellWords.split(options, Map.of());
        } catch (ReflectiveOperationException e) {
            throw memory(e);
        }
    }

    private Object spec() throws ReflectiveOperationException {
        Class<?> option = loader.loadClass(CONFIGURATION + "ConfigOption");
        Field heap = loader.loadClass(CONFIGURATION + "JobManagerOptions").getField("JVM_HEAP_MEMORY");
        Method reader = utilities()
                .getMethod("processSpecFromConfigWithNewOptionToInterpretLegacyHeap", configurationClass(), option);
        return reader.invoke(null, configuration, heap.get(null));
    }

    private Class<?> utilities() throws ClassNotFoundException {
        return loader.loadClass(RUNTIME + "JobManagerProcessUtils");
    }

    private Class<?> specClass() throws ClassNotFoundException {
        return loader.loadClass(RUNTIME + "JobManagerProcessSpec");
    }

    private Class<?> configurationClass() throws ClassNotFoundException {
        return loader.loadClass(CONFIGURATION + "Configuration");
    }

    private static IOException memory(ReflectiveOperationException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new IOException("Flink cannot divide the JobManager's memory: " + cause.getMessage(), e);
    }

    /** The jars of a {@code lib} directory in the order of the class path. */
    static List<Path> jars(Path lib) throws IOException {
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}

package io.jenkins.plugins.flinkdeploy.localcluster.process;

import java.nio.file.Path;
import java.util.List;

/** The Java machine that runs this process, for child processes in Java. */
public final class Jvm {
    /**
     * Options that keep a JVM small and quick to start on a machine with few cores. The later of two contradicting options
     * wins, so what comes after them on the command line may overrule them.
     */
    public static final List<String> SMALL =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-Xss512k");

    /**
     * Options for code that others have run before: the bytecode of releases is not verified once more. That is a quarter of all the
     * CPU time of a JobManager's or TaskManager's first seconds.
     */
    public static final List<String> TRUSTED =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

    private Jvm() {}

    /** The path of the {@code java} command. */
    public static String java() {
        return home().resolve("bin").resolve("java").toString();
    }

    public static Path home() {
        return Path.of(System.getProperty("java.home"));
    }
}

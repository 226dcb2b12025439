package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Cause.named;

import java.util.List;

/** A JVM that does not start. Patterns after messages of OpenJDK 8 to 25. */
final class JvmCauses {
    private JvmCauses() {}

    static List<Cause> all() {
        return List.of(
                named(
                                "no memory for the JVM",
                                "The JVM asks at its start for more memory than the container or the node has.",
                                "Lower -Xms and -Xmx in env.java.opts, or leave them out: Flink sets them by itself from the memory"
                                        + " of the component. Or raise that memory.")
                        .by("Could not reserve enough space for (?:\\d+KB )?object heap"
                                + "|insufficient memory for the Java Runtime Environment"),
                named(
                                "Java options refused",
                                "The JVM does not start with the options that it is given{1|}.",
                                "Correct env.java.opts (or env.java.opts.jobmanager and env.java.opts.taskmanager), or the"
                                        + " image's JAVA_TOOL_OPTIONS; which options there are depends on the image's version of"
                                        + " Java.")
                        .by("(?m)^Unrecognized (?:VM )?option(:? \\S+)")
                        .by("(?m)^Improperly specified VM option( \\S+)")
                        .by("(?m)^(?:Error: )?VM option( \\S+) is (?:experimental|diagnostic)")
                        .by("(?m)^Invalid (?:initial|maximum|minimum|thread) [a-z ]*size(: \\S+)")
                        .by("(?m)^Invalid -Xlog option( \\S+)")
                        .by("(?m)^Error opening zip file or JAR manifest missing( : \\S+)")
                        .by("(?m)^Could not find agent library( \\S+)")
                        .by("Initial heap size set to a larger value than the maximum heap size"
                                + "|Incompatible (?:initial|minimum) and maximum heap sizes"
                                + "|Too small (?:initial|minimum|maximum) heap"
                                + "|Multiple garbage collectors selected|Conflicting collector combinations")
                        .by("Could not create the Java Virtual Machine|Error occurred during initialization of"));
    }
}

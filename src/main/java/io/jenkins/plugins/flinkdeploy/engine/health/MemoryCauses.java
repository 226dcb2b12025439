package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Cause.named;

import io.jenkins.plugins.flinkdeploy.engine.health.Cause.Where;
import java.util.List;

/** Memory, of the JVM and of the container. Patterns after messages of OpenJDK 8 to 21 and of Flink. */
final class MemoryCauses {
    private MemoryCauses() {}

    static List<Cause> all() {
        return List.of(
                named(
                                "out of memory: metaspace",
                                "The JVM ran out of metaspace, usually because classes are loaded again with every restart.",
                                "Raise taskmanager.memory.jvm-metaspace.size, or look for threads that the job leaves behind.")
                        .by("OutOfMemoryError: (?:Metaspace|Compressed class space)"),
                named(
                                "out of memory: direct",
                                "The JVM ran out of direct memory, which libraries and network buffers use.",
                                "Raise taskmanager.memory.task.off-heap.size (or framework.off-heap.size).")
                        .by("OutOfMemoryError: (?:Direct buffer memory|Cannot reserve \\d+ bytes of direct)"
                                + "|OutOfDirectMemoryError"),
                named(
                                "out of memory: threads",
                                "The container may have no more threads.",
                                "Look for threads that the job starts and leaves, or raise the limit of processes per pod.")
                        .by("OutOfMemoryError: unable to create (?:new )?native thread"),
                named(
                                "out of memory: heap",
                                "The JVM ran out of heap.",
                                "Raise the memory of the component, or have fewer slots per task manager.")
                        .by("OutOfMemoryError: (?:Java heap space|GC overhead|Requested array size)"
                                + "|java\\.lang\\.OutOfMemoryError$"),
                named(
                                "out of memory: container",
                                "The container used more memory than its limit and was killed.",
                                "Raise the memory of the component; native memory (RocksDB, direct buffers) counts too:"
                                        + " taskmanager.memory.jvm-overhead.fraction leaves it more room.")
                        .by("OOMKilled|exitCode=137, reason=OOM"),
                named(
                                "stack overflow",
                                "The job calls itself without end, or nests deeper than the stack allows.",
                                "Look at the frames; env.java.opts.taskmanager: -Xss4m gives a deeper stack.")
                        .by("java\\.lang\\.StackOverflowError"),
                named(
                                "network buffers",
                                "The task manager has too few network buffers for the job's parallelism.",
                                "Raise taskmanager.memory.network.fraction (or .max), or lower the parallelism.")
                        .by("Insufficient number of network buffers|enough memory segments for NetworkBufferPool"),
                named(
                                "memory configuration",
                                "Flink's memory options do not fit the memory of the container.",
                                "Raise the memory of the component, or lower the part that the message names.")
                        .by("(?:TaskManager|JobManager) memory configuration failed"
                                + "|Sum of configured [^\\n]* exceed"
                                + "|IllegalConfigurationException: [^\\n]*[Mm]emory[^\\n]*exceed"),
                named(
                                "managed memory",
                                "The state backend asks for more managed memory than a slot has.",
                                "Raise taskmanager.memory.managed.fraction, or have fewer slots per task manager.")
                        .by("MemoryAllocationException|MemoryReservationException"),
                named(
                                "killed",
                                "The container was killed from outside (signal 9), most often for its memory.",
                                "Raise the memory of the component; the node's own log says who killed it.")
                        .by(Where.POD, "^ended: Error, exit code 137"));
    }
}

package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.localcluster.DetachedCluster;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterStatus;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy cluster}. */
@Command(
        name = "cluster",
        description = {
            "A local cluster with the real Apache Flink Kubernetes Operator and real Flink, without containers.",
            "For trying things out and for tests; everything listens on this machine only."
        },
        subcommands = {ClusterCommand.Up.class, ClusterCommand.Down.class, ClusterCommand.Status.class})
final class ClusterCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: up, down or status.");
    }

    /** Where the cluster lives. */
    abstract static class OnDirectory implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Option(
                names = "--directory",
                paramLabel = "DIRECTORY",
                description = "Where the cluster keeps its files; one directory, one cluster."
                        + " Default: ~/.local/state/flink-deploy/cluster.")
        Optional<Path> directory = Optional.empty();

        Path place() {
            return directory
                    .orElseGet(() -> StateStore.userDirectory().resolve("cluster"))
                    .toAbsolutePath();
        }

        void say(String line) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    /** {@code flink-deploy cluster up}. */
    @Command(name = "up", description = "Starts the cluster and leaves it running.")
    static final class Up extends OnDirectory {
        @Override
        public Integer call() {
            LocalClusterStatus info = DetachedCluster.up(place(), this::say);
            ClusterText.print(info, this::say);
            return ExitCode.SUCCESS.code();
        }
    }

    /** {@code flink-deploy cluster down}. */
    @Command(name = "down", description = "Stops the cluster and everything that runs in it.")
    static final class Down extends OnDirectory {
        @Override
        public Integer call() {
            say(DetachedCluster.down(place()) ? "Stopped." : "No cluster runs in " + place() + ".");
            return ExitCode.SUCCESS.code();
        }
    }

    /** {@code flink-deploy cluster status}. */
    @Command(
            name = "status",
            description = "Tells whether the cluster runs, and how to reach it.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:it runs", "1:it does not run"})
    static final class Status extends OnDirectory {
        @Override
        public Integer call() {
            Optional<LocalClusterStatus> info = DetachedCluster.status(place());
            if (info.isEmpty()) {
                say("No cluster runs in " + place() + ".");
                return ExitCode.FAILED.code();
            }
            ClusterText.print(info.get(), this::say);
            return ExitCode.SUCCESS.code();
        }
    }
}

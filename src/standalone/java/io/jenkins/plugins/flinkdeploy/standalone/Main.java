package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code flink-deploy}. */
@Command(
        name = "flink-deploy",
        description = "Gets Apache Flink jobs from a commit to healthy on Kubernetes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            ValidateCommand.class,
            RenderCommand.class,
            BuildCommand.class,
            PlanCommand.class,
            ImportCommand.class,
            DeployCommand.class,
            ResumeCommand.class,
            SavepointCommand.class,
            RollbackCommand.class,
            StartCommand.class,
            StopCommand.class,
            RestartCommand.class,
            CancelCommand.class,
            StatusCommand.class,
            CostCommand.class,
            HealthCommand.class,
            PruneCommand.class,
            DriftCommand.class,
            LogsCommand.class,
            CheckCommand.class,
            ClusterCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to do: validate, render, build, plan, import, deploy, resume, savepoint, rollback, start, stop, restart,"
                        + " cancel, status, cost, prune, drift, logs, check or cluster.");
    }

    public static void main(String[] arguments) {
        // The libraries' own chatter is not for people who deploy; -Djava.util.logging.config.file brings it back.
        if (System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.SEVERE);
        }
        int exit = commandLine().execute(arguments);
        System.exit(exit);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((exception, command, result) -> failed(exception, command));
        return commandLine;
    }

    private static int failed(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        if (exception instanceof UserException) {
            err.println(exception.getMessage());
            return ExitCode.BAD_INPUT.code();
        }
        err.println("flink-deploy has a defect; please report this:");
        exception.printStackTrace(err);
        return ExitCode.FAILED.code();
    }
}

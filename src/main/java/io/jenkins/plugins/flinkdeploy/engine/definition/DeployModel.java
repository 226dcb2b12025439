package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.definition.Shape.Key;

/** The keys that say how a deployment proceeds. */
final class DeployModel {
    private static final Shape TIME = new Shape.Time();
    private static final Shape COUNT = new Shape.Whole(0, 1_000_000);

    static final Shape.Section DEPLOY = Shape.Section.of(
            Key.of("timeout", TIME, "30m", "Longest time from apply to healthy.", "30m"),
            Key.of(
                    "warnAfter",
                    new Shape.Share(),
                    "17%",
                    "Part of the timeout after which a warning is logged.",
                    "17%"),
            Key.of("savepointTimeout", TIME, "10m", "Longest time for a savepoint.", "10m"),
            Key.of("soak", TIME, "2m", "How long the job must stay healthy before the deployment counts.", "2m"),
            Key.of("maxRestarts", COUNT, "0", "Restarts of the job that are allowed while soaking.", "0"),
            Key.of(
                    "minCheckpoints",
                    COUNT,
                    "1, or 0 if state is stateless",
                    "Checkpoints that must complete while soaking.",
                    "1"),
            Key.of(
                    "rollback",
                    Shape.Choice.of("auto", "manual", "off"),
                    "auto",
                    "What happens when a deployment fails.",
                    "auto"),
            Key.of(
                    "whenSuspended",
                    Shape.Choice.of("keep", "start"),
                    "keep",
                    "Whether a deployment starts a cluster that somebody stopped.",
                    "keep"),
            Key.of(
                    "savepoint",
                    Shape.Choice.of("upgrade", "before", "none"),
                    "upgrade",
                    "Savepoint by the upgrade itself, an extra one before it, or none.",
                    "before"),
            Key.of(
                    "approval",
                    new Shape.Flag(),
                    "false",
                    "Whether somebody has to approve a deployment before it begins. Asked for by the Jenkins pipeline of projects without a Jenkinsfile.",
                    "true"),
            Key.of(
                    "strategy",
                    Shape.Choice.of("in-place", "blue-green"),
                    "in-place",
                    "How the new version takes over: it replaces the old one, or (operator 1.13 and newer) it starts beside it.",
                    "in-place"));

    private DeployModel() {}
}

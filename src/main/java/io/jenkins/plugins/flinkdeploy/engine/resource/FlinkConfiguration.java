package io.jenkins.plugins.flinkdeploy.engine.resource;

import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkKeys;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkSettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkVersion;
import io.jenkins.plugins.flinkdeploy.engine.definition.StateMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Flink's configuration for a described cluster: derived settings first, then the user's own, which win. */
final class FlinkConfiguration {
    /** Of the operator's two limits the user set one, the number; the other must not cut in before it. */
    private static final Duration NO_AGE_LIMIT = Duration.ofDays(3650);

    private static final String OLD_KUBERNETES_MODE =
            "org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory";

    private final FlinkSettings settings;
    private final Map<String, String> conf = new TreeMap<>();

    private FlinkConfiguration(FlinkSettings settings) {
        this.settings = settings;
    }

    static Map<String, String> of(FlinkSettings settings) {
        FlinkConfiguration configuration = new FlinkConfiguration(settings);
        configuration.derive();
        return configuration.conf;
    }

    private void derive() {
        conf.putAll(settings.flinkConf());
        FlinkVersion version = settings.version();
        set(FlinkKeys.TASK_SLOTS, String.valueOf(settings.processes().slots()));
        settings.state().savepoints().ifPresent(directory -> set(FlinkKeys.savepoints(version), directory));
        settings.state().checkpoints().ifPresent(directory -> set(FlinkKeys.checkpoints(version), directory));
        settings.state()
                .checkpointInterval()
                .ifPresent(interval -> set(FlinkKeys.CHECKPOINT_INTERVAL, inFlinkForm(interval)));
        settings.state().keepSavepoints().ifPresent(count -> {
            set(FlinkKeys.KEPT_SAVEPOINTS, String.valueOf(count));
            set(FlinkKeys.SAVEPOINT_AGE, inFlinkForm(NO_AGE_LIMIT));
        });
        settings.jobs().forEach(job -> job.conf().forEach(this::set));
        settings.autoscaling().ifPresent(autoscaling -> Autoscaling.configure(autoscaling, version, this::set));
        if (settings.stateful()) {
            highAvailability();
        }
        if (settings.jobs().stream().anyMatch(job -> job.state() == StateMode.SAVEPOINT)) {
            // Written out although it is the operator's default. A job that crashes in a loop cannot take a savepoint;
            // with
            // the fallback off, the version that would repair it, and our own rollback, would wait for ever. The last
            // checkpoint loses nothing that a restart of Flink's own would not lose.
            set(FlinkKeys.LAST_STATE_FALLBACK, "true");
        }
    }

    /** Rollback, last-state upgrades and recovery of a lost JobManager all start from high availability's metadata. */
    private void highAvailability() {
        Optional<String> chosen = FlinkKeys.highAvailabilityIn(conf);
        if (chosen.filter(mode -> mode.equalsIgnoreCase(FlinkKeys.NO_HIGH_AVAILABILITY))
                .isPresent()) {
            return;
        }
        if (chosen.isEmpty()) {
            boolean newName = settings.version().hasHighAvailabilityType();
            set(
                    newName ? FlinkKeys.HIGH_AVAILABILITY : FlinkKeys.OLD_HIGH_AVAILABILITY,
                    newName ? "kubernetes" : OLD_KUBERNETES_MODE);
        }
        FlinkKeys.checkpointsIn(conf)
                .ifPresent(directory -> set(
                        FlinkKeys.HIGH_AVAILABILITY_DIRECTORY,
                        directory.replaceAll("(?<!/)/+$", "") + "/high-availability"));
    }

    private void set(String key, String value) {
        conf.putIfAbsent(key, value);
    }

    static String inFlinkForm(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}

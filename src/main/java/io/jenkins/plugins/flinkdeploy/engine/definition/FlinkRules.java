package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules of Flink and of the operator's own validator, told before anything is built or stopped. */
final class FlinkRules {
    /** Of the operator: names of services are made of it, and those must not be longer than 63. */
    static final Pattern RESOURCE_NAME = Pattern.compile("[a-z]([-a-z\\d]{0,43}[a-z\\d])?");

    private static final List<String> LOG_FILES = List.of("log4j-console.properties", "logback-console.xml");
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/.*");

    private FlinkRules() {}

    static void version(FlinkVersion version, Location at, String path, Problems problems) {
        if (version.compareTo(FlinkVersion.OLDEST) < 0
                || (version.major() == 1 && version.compareTo(FlinkVersion.LAST_OF_1) > 0)) {
            problems.error(
                    at,
                    path,
                    "The operator does not run Flink " + version + ".",
                    "It runs " + FlinkVersion.OLDEST + " to " + FlinkVersion.LAST_OF_1 + " and 2.0 or newer, each"
                            + " operator release a part of them.");
        } else if (version.compareTo(FlinkVersion.NEWEST_KNOWN) > 0) {
            problems.warn(
                    at,
                    path,
                    "Flink " + version + " is newer than any line known here.",
                    "The operator on the cluster decides whether it runs it.");
        }
    }

    /**
     * @param conf where the configuration is written; every entry is checked, and none of it is required
     */
    static void configuration(Section conf, Problems problems) {
        for (Map.Entry<String, Tree.Entry> each : conf.tree().entries().entrySet()) {
            if (FlinkKeys.FORBIDDEN.contains(each.getKey())) {
                problems.error(
                        each.getValue().keyAt(),
                        conf.pathOf(each.getKey()),
                        "The operator sets " + each.getKey() + " itself and refuses it in a configuration.",
                        "Remove it.");
            }
        }
    }

    static boolean highlyAvailable(Section conf) {
        return FlinkKeys.HIGH_AVAILABILITIES.stream()
                .flatMap(key -> conf.text(key).stream())
                .anyMatch(mode -> !mode.equalsIgnoreCase(FlinkKeys.NO_HIGH_AVAILABILITY));
    }

    static boolean hasAny(Section conf, List<String> keys) {
        return keys.stream().anyMatch(conf::has);
    }

    /** A directory for state must be an address: a bare path would be looked for on whichever machine a pod runs. */
    static void directory(Section section, String key, Problems problems) {
        section.text(key)
                .filter(text -> !ADDRESS.matcher(text).matches())
                .ifPresent(text -> problems.error(
                        section.at(key),
                        section.pathOf(key),
                        Texts.quoted(text) + " is not an address.",
                        "Write it with its scheme, for instance s3://bucket/" + key + "."));
    }

    /**
     * The operator refuses stateful upgrades without directories, but only after the image is built.
     *
     * @param job where an error is shown when the mode is stateful and a directory is missing
     */
    static void directoriesFor(
            StateMode mode, Section job, String modeKey, boolean savepoints, boolean checkpoints, Problems problems) {
        if (mode == StateMode.STATELESS) {
            return;
        }
        String because = modeKey + " " + mode.resourceForm();
        if (!checkpoints) {
            problems.error(
                    job.at(modeKey),
                    job.pathOf(modeKey),
                    "A directory for checkpoints is needed for " + because + ".",
                    "Set the cluster's state.checkpoints, or use stateless if the job keeps no state.");
        }
        if (!savepoints && mode == StateMode.SAVEPOINT) {
            problems.error(
                    job.at(modeKey),
                    job.pathOf(modeKey),
                    "A directory for savepoints is needed for " + because + ".",
                    "Set the cluster's state.savepoints, or use stateless if the job keeps no state.");
        }
    }

    /** A stateful job gets high availability by itself; only the user's own "none" takes it away. */
    static void highAvailabilityFor(StateMode mode, Section conf, Problems problems) {
        Optional<String> off = FlinkKeys.HIGH_AVAILABILITIES.stream()
                .filter(key -> conf.text(key)
                        .filter(FlinkKeys.NO_HIGH_AVAILABILITY::equalsIgnoreCase)
                        .isPresent())
                .findFirst();
        if (off.isEmpty() || mode == StateMode.STATELESS) {
            return;
        }
        if (mode == StateMode.LAST_STATE) {
            problems.error(
                    conf.at(off.get()),
                    conf.pathOf(off.get()),
                    "The state mode last-state needs high availability.",
                    "Remove the key, or use state: savepoint.");
        } else {
            problems.warn(
                    conf.at(off.get()),
                    conf.pathOf(off.get()),
                    "Without high availability a job that has failed cannot be upgraded or rolled back with its state.",
                    "Remove the key.");
        }
    }

    /** The operator refuses its own rollback, which is off by default, without high availability. */
    static void rollback(Section conf, boolean highlyAvailable, Problems problems) {
        conf.text(FlinkKeys.OPERATOR_ROLLBACK)
                .filter("true"::equalsIgnoreCase)
                .filter(on -> !highlyAvailable)
                .ifPresent(on -> problems.error(
                        conf.at(FlinkKeys.OPERATOR_ROLLBACK),
                        conf.pathOf(FlinkKeys.OPERATOR_ROLLBACK),
                        "The operator's rollback needs high availability.",
                        "Set high-availability.type: kubernetes and high-availability.storageDir, or remove the key."));
    }

    static void logConfiguration(Section files, Problems problems) {
        files.tree().entries().forEach((name, entry) -> {
            if (!LOG_FILES.contains(name)) {
                problems.error(
                        entry.keyAt(),
                        files.pathOf(name),
                        "The operator takes no log configuration file of this name.",
                        "Use one of: " + String.join(", ", LOG_FILES) + ".");
            }
        });
    }
}

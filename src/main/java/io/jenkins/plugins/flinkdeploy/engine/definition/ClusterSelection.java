package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which clusters of one or several files are meant.
 *
 * @param names keys of clusters, with their service before them where that is needed, or {@code *} for all; empty for the only one of
 *     each file
 * @param environment leaves out clusters of other environments
 * @param option what a person writes to name clusters: {@code --cluster}
 */
public record ClusterSelection(List<String> names, Optional<String> environment, String option) {
    /** Names all clusters. */
    public static final String ALL = "*";

    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";

    public ClusterSelection {
        names = List.copyOf(names);
    }

    /** The names in a text, {@code main, orders.late}. */
    public static List<String> names(String text) {
        return List.of(text.split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * A cluster that is meant.
     *
     * @param file which of the files describes it
     * @param cluster the cluster
     */
    public record Chosen(int file, ClusterDefinition cluster) {}

    /**
     * Chooses.
     *
     * @param files what the files are called
     * @param read what each of them says
     * @throws UserException when it is not clear which, or there is none of a name
     */
    public List<Chosen> choose(List<String> files, List<Definition> read) {
        List<Chosen> all = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            all.addAll(ofFile(i, files.get(i), read.get(i)));
        }
        String where = String.join(", ", files);
        for (String name : names) {
            if (!name.equals(ALL) && all.stream().noneMatch(chosen -> isMeant(chosen.cluster(), name))) {
                throw new UserException(
                        where + " has no cluster \"" + name + "\"" + forEnvironment() + "; there are " + known(read)
                                + ".",
                        UNTOUCHED,
                        "");
            }
        }
        List<Chosen> chosen = all.stream()
                .filter(each -> names.isEmpty()
                        || names.stream().anyMatch(name -> name.equals(ALL) || isMeant(each.cluster(), name)))
                .toList();
        if (chosen.isEmpty()) {
            throw new UserException(
                    "No cluster of " + where + " is for the environment '" + environment.orElse("") + "'.",
                    UNTOUCHED,
                    "The clusters there are: " + known(read) + ".");
        }
        return chosen;
    }

    private List<Chosen> ofFile(int number, String file, Definition definition) {
        List<Chosen> ofEnvironment = definition.inOrder().stream()
                .filter(each -> environment.isEmpty()
                        || each.environment().isEmpty()
                        || each.environment().equals(environment))
                .map(each -> new Chosen(number, each))
                .toList();
        if (names.isEmpty() && ofEnvironment.size() > 1) {
            throw new UserException(
                    file + " has several clusters" + forEnvironment() + ": "
                            + ofEnvironment.stream()
                                    .map(each -> each.cluster().name())
                                    .collect(Collectors.joining(", "))
                            + ".",
                    UNTOUCHED,
                    "Say which with " + option + ", or '" + ALL + "' there for all of them.");
        }
        return ofEnvironment;
    }

    private static boolean isMeant(ClusterDefinition cluster, String name) {
        return cluster.name().equals(name) || (cluster.service() + "." + cluster.name()).equals(name);
    }

    private String forEnvironment() {
        return environment.map(name -> " for the environment '" + name + "'").orElse("");
    }

    private static String known(List<Definition> read) {
        return read.stream()
                .flatMap(definition -> definition.clusters().stream())
                .map(each -> each.name()
                        + each.environment().map(name -> " (" + name + ")").orElse(""))
                .collect(Collectors.joining(", "));
    }
}

package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;

/** Rules for the maps that say what a job runs, whatever it is written in. */
record ProgramRules(Problems problems) {
    /** Whether one of two keys has a value that can be read; what is wrong is reported. */
    boolean oneOf(Section section, String first, String second) {
        if (section.has(first) && section.has(second)) {
            problems.error(
                    section.at(second),
                    section.pathOf(second),
                    "Both " + first + " and " + second + " say what runs.",
                    "Keep one of them.");
            return false;
        }
        if (!section.has(first) && !section.has(second)) {
            missing(section, first, "Nothing says what runs.", "Write " + first + " or " + second + ".");
            return false;
        }
        // A value of another type has been reported, and is not read.
        return section.text(first).isPresent() || section.text(second).isPresent();
    }

    void missing(Section section, String key, String message, String hint) {
        problems.error(section.tree().at(), section.pathOf(key), message, hint);
    }

    /** What leaves the repository could be any file of the machine that builds. */
    void repositoryPath(Section section, String key) {
        section.text(key)
                .filter(path -> List.of(path.split("/")).contains("..") || path.matches(".*[*?\\[{].*"))
                .ifPresent(path -> problems.error(
                        section.at(key),
                        section.pathOf(key),
                        Texts.quoted(path) + " is not a plain path below the cluster file's directory.",
                        "Write for instance src/" + key + "."));
    }

    /** Where a file of the repository is in the image; an absolute path is there already. */
    static String inImage(String path, String directory) {
        return path.startsWith("/") ? path : directory + "/" + path.replaceFirst("^(\\./)+", "");
    }
}

package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import java.util.regex.Pattern;

/**
 * A checked repository name. No component begins with a dot or an underscore, so a name can neither leave the storage
 * directory nor meet the directories that the registry keeps beside the components.
 */
record RepositoryName(String value) {
    private static final int LONGEST = 255;
    private static final String COMPONENT = "[a-z0-9]++(?:(?:\\.|_|__|-++)[a-z0-9]++)*+";
    private static final Pattern NAME = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*+");

    static RepositoryName parse(String text) {
        if (text.length() > LONGEST || !NAME.matcher(text).matches()) {
            throw new RegistryError(ErrorCode.NAME_INVALID, "not a repository name: " + text);
        }
        return new RepositoryName(text);
    }

    @Override
    public String toString() {
        return value;
    }
}

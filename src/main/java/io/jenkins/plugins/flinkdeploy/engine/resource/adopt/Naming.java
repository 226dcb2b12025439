package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

/**
 * How resources are called in the file.
 *
 * @param service the file's service
 */
record Naming(String service) {
    private static final String MAIN = "main";

    /** From the name of the first cluster: what stands before its last hyphen is the service. */
    static Naming of(String resourceName) {
        int hyphen = resourceName.lastIndexOf('-');
        return new Naming(hyphen > 0 ? resourceName.substring(0, hyphen) : resourceName);
    }

    String clusterKey(String resourceName) {
        if (resourceName.startsWith(service + "-")) {
            return resourceName.substring(service.length() + 1);
        }
        return resourceName.equals(service) ? MAIN : resourceName;
    }

    /** Whether the file gives the resource this name by itself. */
    boolean fits(String resourceName, String clusterKey) {
        return resourceName.equals(service + "-" + clusterKey);
    }
}

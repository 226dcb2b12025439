package io.jenkins.plugins.flinkdeploy.engine.image;

import java.util.regex.Pattern;

/**
 * Says to which part of a split jar an entry belongs, from its name alone, so that an entry stays in its part whatever else
 * changes. The job's own package is one part; packages near it, probably of the same people, are spread over a few small
 * ones; all others over more.
 */
final class JarParts {
    /** The part that keeps the jar's name, its manifest, and everything that is looked up in the job's jar itself. */
    static final String JOB = "";

    private static final int NEAR_PARTS = 4;
    private static final int LIBRARY_PARTS = 16;
    private static final int GROUP_DEPTH = 3;
    private static final int NEAR_DEPTH = 2;
    /** Resources at the root change with the job, unless they are as big as the native libraries that some jars bring. */
    private static final long LARGE_BYTES = 64 * 1024;

    private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/[0-9]+/");
    private static final Pattern KEPT_META = Pattern.compile("^META-INF/(MANIFEST\\.MF|INDEX\\.LIST|services/.*)$");

    private final String own;
    private final String near;

    /** @param mainClass the job's class, by its full name */
    JarParts(String mainClass) {
        String path = mainClass.replace('.', '/');
        own = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
        near = directories(own, NEAR_DEPTH);
    }

    /**
     * @param name the entry's name in the jar
     * @param bytes its size
     * @return {@link #JOB}, or the name of another part
     */
    String of(String name, long bytes) {
        // Versions of a class have to be in one jar.
        String path = VERSIONED.matcher(name).replaceFirst("");
        boolean general = path.startsWith("META-INF/") || !path.contains("/");
        if (general
                && !path.endsWith(".class")
                && bytes > LARGE_BYTES
                && !KEPT_META.matcher(path).matches()) {
            return numbered("lib", path, LIBRARY_PARTS);
        }
        // Flink unpacks the jars below lib/ of a job's jar.
        if (general || path.startsWith("lib/") || !own.isEmpty() && path.startsWith(own)) {
            return JOB;
        }
        String group = directories(path, GROUP_DEPTH);
        return !near.isEmpty() && path.startsWith(near)
                ? numbered("near", group, NEAR_PARTS)
                : numbered("lib", group, LIBRARY_PARTS);
    }

    private static String numbered(String kind, String group, int parts) {
        return String.format("%s%02d", kind, Math.floorMod(group.hashCode(), parts));
    }

    /** Up to so many leading directories, with a slash at the end; less when there are less. */
    private static String directories(String path, int depth) {
        int end = 0;
        for (int i = 0; i < depth; i++) {
            int next = path.indexOf('/', end);
            if (next < 0) {
                break;
            }
            end = next + 1;
        }
        return path.substring(0, end);
    }
}

package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What pip has to know to resolve packages for another Python than that of this machine, and what of them may travel. */
final class PythonTarget {
    private static final Map<String, String> MACHINES = Map.of("amd64", "x86_64", "arm64", "aarch64");
    /** From the newest C library that the images of Flink have down to the oldest that wheels are made for. */
    private static final List<String> LIBRARIES = List.of(
            "manylinux_2_28", "manylinux_2_17", "manylinux2014", "manylinux_2_12", "manylinux2010", "manylinux1");

    private PythonTarget() {}

    static List<String> options(String version, String platform) {
        String architecture = platform.substring(platform.indexOf('/') + 1);
        String machine = MACHINES.getOrDefault(architecture, architecture);
        List<String> options = new ArrayList<>(
                List.of("--only-binary", ":all:", "--implementation", "cp", "--python-version", version));
        LIBRARIES.forEach(library -> options.addAll(List.of("--platform", library + "_" + machine)));
        return options;
    }

    /** Scripts name the interpreter of the machine that installs, compiled code its times, the rest its directories. */
    static boolean isPortable(String name) {
        return !name.startsWith("bin/")
                && !name.endsWith(".pyc")
                && !name.contains("__pycache__/")
                && !name.endsWith(".dist-info/direct_url.json");
    }

    /** Takes what is not portable out of the list of a package's files, and sorts it. */
    static void cleanRecord(Path list) throws IOException {
        List<String> lines = Files.readAllLines(list).stream()
                .filter(line ->
                        isPortable(line.replaceFirst(",[^,]*,[^,]*$", "").replaceFirst("^(\\.\\./)+", "")))
                .sorted()
                .toList();
        Files.write(list, lines);
    }
}

package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns paths inside a container into paths of this machine, wherever they stand in a text: in an argument, a class path, a URI
 * or a configuration file. The longest mount wins, and a text that was rewritten already is left alone.
 */
final class PathRewriter {
    private final Map<String, Path> mounts =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    private final Pattern paths;

    /**
     * @param mounts directories and files of the container (absolute, without a slash at the end) and where they lie here
     */
    PathRewriter(Map<String, Path> mounts) {
        this.mounts.putAll(mounts);
        String alternatives = this.mounts.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        // A path begins where no other path goes on, or behind the "//" of a URI without a host, and ends with a whole
        // name.
        paths = Pattern.compile("(?:(?<=:/{2})|(?<![\\w.\\-/}]))(?:" + alternatives + ")(?![\\w\\-]|\\.\\w)");
    }

    String rewrite(String text) {
        if (mounts.isEmpty()) {
            return text;
        }
        return paths.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(mounts.get(match.group()).toString()));
    }

    List<String> rewrite(List<String> texts) {
        return texts.stream().map(this::rewrite).toList();
    }
}

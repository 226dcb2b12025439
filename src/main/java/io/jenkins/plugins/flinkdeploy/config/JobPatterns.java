package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Full names of jobs and folders, one on a line, in which {@code *} and {@code ?} stand for parts of one name and {@code **} for any
 * number of folders. A folder stands for everything in it. No pattern at all stands for every job.
 */
final class JobPatterns {
    private final List<Pattern> patterns;

    JobPatterns(@CheckForNull String text) {
        this.patterns = Util.fixNull(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(JobPatterns::compile)
                .toList();
    }

    boolean include(String fullName) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(fullName).matches());
    }

    private static Pattern compile(String line) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (line.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.append("(/.*)?").toString());
    }
}

package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which images a Dockerfile builds on, as far as it can be read without building. */
final class DockerfileBases {
    private static final Pattern FROM =
            Pattern.compile("(?i)\\s*FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?\\s*");
    private static final Pattern ARG = Pattern.compile("(?i)\\s*ARG\\s+(\\w+)=[\"']?([^\"'\\s]*)[\"']?\\s*");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?::-([^}]*))?}|(\\w+))");

    private DockerfileBases() {}

    static List<ImageReference> of(List<String> dockerfile, Map<String, String> buildArgs) {
        Map<String, String> arguments = new HashMap<>();
        Set<String> stages = new HashSet<>(Set.of("scratch"));
        List<ImageReference> bases = new ArrayList<>();
        for (String line : dockerfile) {
            Matcher arg = ARG.matcher(line);
            Matcher from = FROM.matcher(line);
            if (arg.matches() && bases.isEmpty()) {
                arguments.put(arg.group(1), arg.group(2));
            } else if (from.matches()) {
                arguments.putAll(buildArgs);
                String image = replace(from.group(1), arguments);
                if (!stages.contains(image.toLowerCase(Locale.ROOT))) {
                    add(bases, image);
                }
                if (from.group(2) != null) {
                    stages.add(from.group(2).toLowerCase(Locale.ROOT));
                }
            }
        }
        return bases;
    }

    private static void add(List<ImageReference> bases, String image) {
        try {
            bases.add(ImageReference.parse(image));
        } catch (InvalidImageReferenceException e) {
            // The tool that builds says it better.
        }
    }

    private static String replace(String text, Map<String, String> arguments) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(3) : found.group(1);
            String value = arguments.getOrDefault(name, found.group(2));
            return Matcher.quoteReplacement(value == null ? "" : value);
        });
    }
}

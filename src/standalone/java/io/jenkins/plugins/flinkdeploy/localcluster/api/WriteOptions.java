package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a request says about the way of a write.
 *
 * @param manager the field manager: parameter {@code fieldManager}, else the first word of the user agent
 * @param warnings collects warnings for the answer's headers
 */
record WriteOptions(boolean dryRun, String manager, boolean force, Validation validation, List<String> warnings) {
    /** What happens to unknown fields. */
    enum Validation {
        STRICT,
        WARN,
        IGNORE
    }

    /** A write of the server itself. */
    static WriteOptions internal() {
        return new WriteOptions(false, "local-cluster", true, Validation.IGNORE, new ArrayList<>());
    }

    static WriteOptions of(ApiRequest request) {
        String dryRun = request.parameter("dryRun").orElse("");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw Failures.badRequest("invalid dry run value " + dryRun + ": must be All");
        }
        String agent = request.header("User-Agent").orElse("unknown");
        return new WriteOptions(
                !dryRun.isEmpty(),
                request.parameter("fieldManager")
                        .filter(name -> !name.isEmpty())
                        .orElse(agent.split("[/ ]", 2)[0]),
                request.flag("force"),
                validation(request.parameter("fieldValidation").orElse("Warn")),
                new ArrayList<>());
    }

    private static Validation validation(String name) {
        try {
            return Validation.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Failures.badRequest("invalid field validation value " + name + ": must be Strict, Warn or Ignore");
        }
    }
}

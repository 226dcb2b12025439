package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the runner is told: which script, and values of its variables. */
final class Arguments {
    private static final String USAGE =
            "The arguments are --script FILE, --statements TEXT or --statements-from VARIABLE,"
                    + " and --variable NAME=VALUE as often as needed";

    private final Script script;
    private final Variables variables;

    private Arguments(Script script, Variables variables) {
        this.script = script;
        this.variables = variables;
    }

    static Arguments parse(String[] args, Map<String, String> environment) {
        Script script = null;
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new SqlScriptException("Nothing follows " + args[i] + ". " + USAGE + ".");
            }
            String value = args[i + 1];
            if (args[i].equals("--variable")) {
                int equals = value.indexOf('=');
                if (equals < 1) {
                    throw new SqlScriptException("--variable is followed by NAME=VALUE, not by " + value + ".");
                }
                values.put(value.substring(0, equals), value.substring(equals + 1));
            } else if (script != null) {
                throw new SqlScriptException(
                        "There is more than one script, or " + args[i] + " is unknown. " + USAGE + ".");
            } else {
                script = script(args[i], value, environment);
            }
        }
        if (script == null) {
            throw new SqlScriptException("No script is named. " + USAGE + ".");
        }
        return new Arguments(script, new Variables(values, environment));
    }

    private static Script script(String option, String value, Map<String, String> environment) {
        switch (option) {
            case "--script":
                return Script.parse(value, read(value));
            case "--statements":
                return Script.parse("the statements", value);
            case "--statements-from":
                if (!environment.containsKey(value)) {
                    throw new SqlScriptException("There is no environment variable " + value + " with statements.");
                }
                return Script.parse("the statements", environment.get(value));
            default:
                throw new SqlScriptException("The argument " + option + " is unknown. " + USAGE + ".");
        }
    }

    private static String read(String file) {
        try {
            return new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SqlScriptException("The script " + file + " cannot be read (" + e + ").", e);
        }
    }

    Script script() {
        return script;
    }

    Variables variables() {
        return variables;
    }
}

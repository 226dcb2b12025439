package io.jenkins.plugins.flinkdeploy.steps;

import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/** Steps and build steps with a value for each of their parameters, none of them the default. */
public final class Everything {
    private static final Map<String, Object> SPECIAL =
            Map.of("rollback", "manual", "savepoint", "before", "component", "jobmanager");

    private Everything() {}

    /** A value for every parameter of a step or a build step. */
    public static Map<String, Object> argumentsOf(Class<?> type) {
        Map<String, Object> arguments = new TreeMap<>();
        for (DescribableParameter parameter : DescribableModel.of(type).getParameters()) {
            boolean flag = parameter.getErasedType() == boolean.class;
            arguments.put(
                    parameter.getName(),
                    flag ? true : SPECIAL.getOrDefault(parameter.getName(), textFor(parameter.getName())));
        }
        return arguments;
    }

    public static <T> T of(Class<T> type) throws Exception {
        return DescribableModel.of(type).instantiate(argumentsOf(type), null);
    }

    /** As nothing was given. */
    public static <T> T nothing(Class<T> type) throws Exception {
        return DescribableModel.of(type).instantiate(Map.of(), null);
    }

    private static String textFor(String name) {
        return switch (name) {
            case "timeout", "soak" -> "7m";
            default -> "my-" + name;
        };
    }
}

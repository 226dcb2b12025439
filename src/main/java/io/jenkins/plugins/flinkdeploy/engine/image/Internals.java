package io.jenkins.plugins.flinkdeploy.engine.image;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Parts of Jib that it does not offer to others. */
final class Internals {
    private Internals() {}

    static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    static Method method(Class<?> type, String name, Class<?>... parameters) throws ReflectiveOperationException {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }
}

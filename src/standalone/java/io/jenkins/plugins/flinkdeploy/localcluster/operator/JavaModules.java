package io.jenkins.plugins.flinkdeploy.localcluster.operator;

import java.util.List;
import java.util.stream.Stream;

/** Which packages of the JDK Flink has to reach from Java 17 on; the list is that of Flink's default configuration. */
final class JavaModules {
    private static final List<String> EXPORTS = List.of(
            "java.base/sun.net.util",
            "java.rmi/sun.rmi.registry",
            "jdk.compiler/com.sun.tools.javac.api",
            "jdk.compiler/com.sun.tools.javac.file",
            "jdk.compiler/com.sun.tools.javac.parser",
            "jdk.compiler/com.sun.tools.javac.tree",
            "jdk.compiler/com.sun.tools.javac.util",
            "java.security.jgss/sun.security.krb5");
    private static final List<String> OPENS = List.of(
            "java.base/java.lang",
            "java.base/java.net",
            "java.base/java.io",
            "java.base/java.nio",
            "java.base/sun.nio.ch",
            "java.base/java.lang.reflect",
            "java.base/java.text",
            "java.base/java.time",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.util.concurrent.locks");

    private JavaModules() {}

    static List<String> options() {
        return Stream.concat(
                        EXPORTS.stream().map(name -> "--add-exports=" + name + "=ALL-UNNAMED"),
                        OPENS.stream().map(name -> "--add-opens=" + name + "=ALL-UNNAMED"))
                .toList();
    }
}

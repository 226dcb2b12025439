package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the files in which definitions are written, never more of them than a definition may have. */
final class SourceFiles {
    static final String UNTOUCHED = "Nothing was built, stopped or changed.";

    private static final String ENVIRONMENT = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private SourceFiles() {}

    /** The file, and over it the file of the environment where there is one: {@code flink-prod.yaml} over {@code flink.yaml}. */
    static List<NamedSource> layers(Path file, String environment) {
        List<NamedSource> layers = new ArrayList<>();
        layers.add(read(file));
        Path over = file.resolveSibling(over(name(file), environment));
        if (Files.exists(over)) {
            layers.add(read(over));
        }
        return layers;
    }

    /** Name of the file of an environment beside a file: {@code flink-prod.yaml}. */
    static String over(String name, String environment) {
        if (!environment.matches(ENVIRONMENT)) {
            throw new UserException(
                    Texts.quoted(environment) + " is not the name of an environment.",
                    UNTOUCHED,
                    "Use letters, digits, dots, hyphens and underscores.");
        }
        int dot = name.lastIndexOf('.');
        return dot <= name.lastIndexOf('/') + 1
                ? name + "-" + environment
                : name.substring(0, dot) + "-" + environment + name.substring(dot);
    }

    static NamedSource read(Path file) {
        return new NamedSource(name(file), text(file));
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(YamlReader.LONGEST + 1);
            if (bytes.length > YamlReader.LONGEST) {
                throw new UserException(
                        "The file " + file + " is larger than 1 MiB.",
                        UNTOUCHED,
                        "Is it the right file? A cluster file is a few kilobytes.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UserException("The file " + file + " is not UTF-8 text.", UNTOUCHED, "Save it as UTF-8.", e);
        } catch (NoSuchFileException e) {
            throw new UserException(
                    "The file " + file + " does not exist.",
                    UNTOUCHED,
                    "Give the path of a cluster file or of a FlinkDeployment manifest.",
                    e);
        } catch (IOException e) {
            throw new UserException(
                    "The file " + file + " cannot be read: " + e.getMessage() + ".",
                    UNTOUCHED,
                    "Check that it is a file and that its permissions allow reading it.",
                    e);
        }
    }
}

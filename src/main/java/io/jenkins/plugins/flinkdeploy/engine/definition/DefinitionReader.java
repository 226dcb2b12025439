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
import java.util.List;

/** Reads cluster files, and files of raw FlinkDeployment manifests, told apart by their content. */
public final class DefinitionReader {
    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";

    private DefinitionReader() {}

    /**
     * Reads and checks a text.
     *
     * @param defaultService the service when the text does not name one, usually the repository's name
     * @throws DefinitionException with everything that is wrong, when anything is
     */
    public static Definition read(NamedSource source, String defaultService) {
        Problems problems = new Problems();
        List<Tree> documents = YamlReader.read(source, problems);
        // Structure first: in half a tree every missing key would be reported, too.
        problems.throwIfAny(source.name());
        Definition definition = interpret(source, defaultService, documents, problems);
        problems.throwIfAny(source.name());
        return definition;
    }

    /**
     * Reads and checks a file.
     *
     * @param defaultService the service when the file does not name one, usually the repository's name
     * @throws DefinitionException with everything that is wrong in the file, when anything is
     * @throws UserException when the file cannot be read, is larger than 1 MiB or is not UTF-8
     */
    public static Definition read(Path file, String defaultService) {
        Path fileName = file.getFileName();
        return read(
                new NamedSource(fileName == null ? file.toString() : fileName.toString(), text(file)), defaultService);
    }

    private static Definition interpret(
            NamedSource source, String defaultService, List<Tree> documents, Problems problems) {
        Location start = new Location(source.name(), 1, 1);
        if (documents.isEmpty()) {
            problems.error(start, "", "The file is empty.", "Describe at least one cluster.");
        }
        for (Tree document : documents) {
            if (!(document instanceof Tree.Mapping)) {
                problems.error(
                        document.at(),
                        "",
                        "The file must hold a map of keys and values; here stands " + document.described() + ".",
                        "");
            }
        }
        problems.throwIfAny(source.name());
        List<Tree.Mapping> maps =
                documents.stream().map(Tree.Mapping.class::cast).toList();
        if (RawManifests.isManifest(maps.get(0))) {
            refuse(
                    maps.stream().filter(map -> !RawManifests.isManifest(map)).toList(),
                    "apiVersion and kind",
                    problems);
            problems.throwIfAny(source.name());
            return new RawManifests(defaultService, problems).read(maps);
        }
        refuse(maps.subList(1, maps.size()), "a file of its own", problems);
        return new ClusterFile(defaultService, problems).read(maps.get(0));
    }

    private static void refuse(List<Tree.Mapping> documents, String needs, Problems problems) {
        for (Tree.Mapping document : documents) {
            problems.error(
                    document.at(),
                    "",
                    "This document does not belong with the first one of the file: it needs " + needs + ".",
                    "A file holds either one cluster file or manifests only.");
        }
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

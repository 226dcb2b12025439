package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML as located trees and never as objects: no tags, bounded size, depth and aliases, no key written twice. */
final class YamlReader {
    /** Longest text that is read, in characters; cluster files are a few kilobytes. */
    static final int LONGEST = 1 << 20;

    private final String file;
    private final Problems problems;

    private YamlReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The documents of a text, without empty ones; what could be read so far when there are problems. */
    static List<Tree> read(NamedSource source, Problems problems) {
        return new YamlReader(source.name(), problems).documents(source.text());
    }

    private List<Tree> documents(String text) {
        List<Tree> documents = new ArrayList<>();
        if (text.length() > LONGEST) {
            problems.error(
                    new Location(file, 1, 1),
                    "",
                    "The file has more than " + LONGEST + " characters.",
                    "Is it the right file? A cluster file is a few kilobytes.");
            return documents;
        }
        try {
            LoaderOptions options = options();
            Composer composer = new Composer(
                    new YamlGuard(new ParserImpl(new StreamReader(text), options)), new Resolver(), options);
            TreeBuilder builder = new TreeBuilder(file, problems);
            while (composer.checkNode()) {
                Node node = composer.getNode();
                Tree tree = builder.build(node);
                if (!Tree.isNull(tree)) {
                    documents.add(tree);
                }
            }
        } catch (YamlGuard.Refused e) {
            problems.error(e.in(file), "", e.getMessage(), e.hint());
        } catch (MarkedYAMLException e) {
            problems.error(location(mark(e)), "", "This is not valid YAML: " + reason(e) + ".", "");
        } catch (ReaderException e) {
            problems.error(
                    locationOf(text, e.getPosition()),
                    "",
                    String.format("The character U+%04X is not allowed in YAML.", e.getCodePoint()),
                    "Remove it, or write it as an escape inside double quotes.");
        } catch (YAMLException e) {
            problems.error(new Location(file, 1, 1), "", "This is not valid YAML: " + e.getMessage() + ".", "");
        }
        return documents;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        // Our own limits (YamlGuard, TreeBuilder) say where; these are only a second fence.
        options.setNestingDepthLimit(2 * YamlGuard.DEEPEST);
        options.setMaxAliasesForCollections(TreeBuilder.MOST_VALUES);
        return options;
    }

    private static Mark mark(MarkedYAMLException e) {
        return e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
    }

    private static String reason(MarkedYAMLException e) {
        String reason = e.getProblem() == null ? "it cannot be parsed" : e.getProblem();
        String text = e.getContext() == null ? reason : e.getContext() + ", " + reason;
        return text.replaceAll("\\s+", " ").strip();
    }

    private Location location(Mark mark) {
        return TreeBuilder.location(file, mark);
    }

    private Location locationOf(String text, int position) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(position, text.length()); i++) {
            column++;
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            }
        }
        return new Location(file, line, column);
    }
}

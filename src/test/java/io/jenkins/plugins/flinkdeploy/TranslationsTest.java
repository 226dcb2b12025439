package io.jenkins.plugins.flinkdeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** What people read in Jenkins is there in German, too. */
public class TranslationsTest {
    private static final Path RESOURCES =
            Path.of(System.getProperty("basedir", ""), "src/main/resources/io/jenkins/plugins/flinkdeploy");

    private static final Pattern KEY = Pattern.compile("\\$\\{%([^}(]+)(\\([^}]*\\))?}");
    private static final int ARGUMENTS = 6;

    @Test
    public void every_message_is_translated_and_takes_the_same_values() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Path> files = files("Messages.properties");
        for (Path file : files) {
            Properties german = read(german(file));
            Properties english = read(file);
            differences(file, english.stringPropertyNames(), german.stringPropertyNames(), wrong);
            for (String key : english.stringPropertyNames()) {
                Set<Integer> used = used(english.getProperty(key));
                if (!used.equals(used(german.getProperty(key, "")))) {
                    wrong.add(file.getFileName() + ": " + key + " takes the values " + used);
                }
            }
        }
        assertThat(files).hasSizeGreaterThan(5);
        assertThat(wrong).isEmpty();
    }

    @Test
    public void every_text_of_a_page_or_form_is_translated() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(".jelly")) {
            Set<String> keys = new TreeSet<>();
            Matcher key = KEY.matcher(Files.readString(file));
            while (key.find()) {
                keys.add(key.group(1));
            }
            Path german = german(file);
            if (!keys.isEmpty() || Files.exists(german)) {
                differences(file, keys, read(german).stringPropertyNames(), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void differences(Path file, Set<String> english, Set<String> german, List<String> wrong) {
        english.stream()
                .filter(key -> !german.contains(key))
                .forEach(key -> wrong.add(RESOURCES.relativize(file) + ": not translated: " + key));
        german.stream()
                .filter(key -> !english.contains(key))
                .forEach(key -> wrong.add(RESOURCES.relativize(file) + ": translated without need: " + key));
    }

    /** Which of the values that a message is given come out of it, so that a quote too many is found. */
    private static Set<Integer> used(String text) {
        MessageFormat format = new MessageFormat(text);
        Set<Integer> used = new TreeSet<>();
        for (int i = 0; i < ARGUMENTS; i++) {
            Object[] ones = filled();
            Object[] changed = filled();
            changed[i] = 8765;
            if (!format.format(ones).equals(format.format(changed))) {
                used.add(i);
            }
        }
        return used;
    }

    private static Object[] filled() {
        Object[] values = new Object[ARGUMENTS];
        Arrays.fill(values, 4321);
        return values;
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (InputStream content = Files.newInputStream(file)) {
                properties.load(content);
            }
        }
        return properties;
    }

    private static Path german(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[a-z]+$", "_de.properties"));
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}

package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.definition.Shape.Key;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads prices files, as strictly as cluster files. */
public final class PricesReader {
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final String SPOT = "spot";
    private static final String POOLS = "pools";
    private static final String FACTOR = "factor";
    private static final String SELECTOR = "nodeSelector";

    private static final Shape.Section POOL = Shape.Section.of(
            Key.of(
                    SELECTOR,
                    new Shape.Named(new Shape.Text(true)),
                    "",
                    "Labels that pods of the pool name.",
                    "{pool: a}"),
            Key.of(FACTOR, new Shape.Amount(), "", "What the prices are multiplied with.", "0.35"),
            Key.of(CPU, new Shape.Amount(), "", "Own price of a core and hour.", "0.05"),
            Key.of(MEMORY, new Shape.Amount(), "", "Own price of a GiB and hour.", "0.006"));
    private static final Shape.Section FILE = Shape.Section.of(
            Key.of("currency", new Shape.Text(false), "", "Three capital letters.", "EUR"),
            Key.of(CPU, new Shape.Amount(), "", "Price of a core and hour.", "0.035"),
            Key.of(MEMORY, new Shape.Amount(), "", "Price of a GiB and hour.", "0.0045"),
            Key.of(SPOT, POOL, "", "Nodes that may be taken away at any time.", ""),
            Key.of(POOLS, new Shape.Named(POOL), "", "Pools with other prices.", ""));

    private final Problems problems = new Problems();

    private PricesReader() {}

    /**
     * Reads and checks a file.
     *
     * @throws DefinitionException with everything that is wrong in the file, when anything is
     * @throws UserException when the file cannot be read, is larger than 1 MiB or is not UTF-8
     */
    public static Prices read(Path file) {
        return read(new NamedSource(file.toString(), SourceFiles.read(file).text()));
    }

    /**
     * Reads and checks a text.
     *
     * @throws DefinitionException with everything that is wrong in it, when anything is
     */
    public static Prices read(NamedSource source) {
        PricesReader reader = new PricesReader();
        try {
            Prices prices = reader.prices(reader.root(source));
            reader.problems.throwIfAny(source.name());
            return prices;
        } catch (Problems.TooMany enough) {
            throw reader.problems.in(source.name());
        }
    }

    private Section root(NamedSource source) {
        List<Tree> documents = YamlReader.read(source, problems);
        problems.throwIfAny(source.name());
        Location start = new Location(source.name(), 1, 1);
        if (documents.isEmpty()) {
            problems.error(start, "", "The file is empty.", "Write currency, cpu and memory.");
        } else if (documents.size() > 1) {
            problems.error(documents.get(1).at(), "", "A prices file has one document.", "");
        }
        documents.forEach(document -> new ShapeChecker(problems).check(document, FILE, ""));
        return new Section(
                documents.stream().findFirst().orElse(null) instanceof Tree.Mapping map
                        ? map
                        : Tree.Mapping.empty(start),
                "");
    }

    private Prices prices(Section file) {
        Optional<String> currency = file.text("currency");
        if (currency.filter(code -> code.matches("[A-Z]{3}")).isEmpty()) {
            problems.error(
                    file.at("currency"), "currency", "The currency is missing or no code.", "Write EUR for instance.");
        }
        List<Prices.Pool> pools = new ArrayList<>();
        Section written = file.section(POOLS);
        written.tree().entries().keySet().forEach(name -> pools.add(pool(name, written.section(name))));
        return new Prices(
                currency.orElse(""),
                new Prices.Rates(needed(file, CPU), needed(file, MEMORY)),
                pools,
                file.has(SPOT) ? Optional.of(pool(SPOT, file.section(SPOT))) : Optional.empty());
    }

    private Prices.Pool pool(String name, Section pool) {
        Map<String, String> selector = pool.textMap(SELECTOR);
        if (selector.isEmpty()) {
            problems.error(
                    pool.at(SELECTOR),
                    pool.pathOf(SELECTOR),
                    "Nothing says which pods are meant.",
                    "Write the labels by which pods choose these nodes: nodeSelector: {pool: " + name + "}.");
        }
        boolean own = pool.has(CPU) || pool.has(MEMORY);
        if (own == pool.has(FACTOR)) {
            problems.error(
                    pool.tree().at(),
                    pool.path(),
                    own ? "Here stand a factor and prices." : "Here stands no price.",
                    "Write either factor, or cpu and memory.");
        }
        return new Prices.Pool(
                name,
                selector,
                pool.decimal(FACTOR),
                own ? Optional.of(new Prices.Rates(needed(pool, CPU), needed(pool, MEMORY))) : Optional.empty());
    }

    private BigDecimal needed(Section section, String key) {
        if (!section.has(key)) {
            problems.error(
                    section.tree().at(),
                    section.pathOf(key),
                    "The price " + key + " is missing.",
                    "Write what one " + (key.equals(CPU) ? "core" : "GiB") + " costs in an hour.");
        }
        return section.decimal(key).orElse(BigDecimal.ZERO);
    }
}

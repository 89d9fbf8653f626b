package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.platform.web.Page;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Whatever the product says, it can say: every key that code and templates use stands in the bundles, in both languages. */
class MessagesTest {

    private static final Path JAVA = Path.of("src/main/java");
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path CLASSES = Path.of("target/classes");

    /** What takes a key first, as page.t(…); and what takes it second, as Column.of("name", …). */
    private static final Pattern KEY_FIRST = Pattern.compile(
            "(?:page\\.t|forms\\.text|forms\\.flash|\\btext|\\bflash|new Refusal|getMessage|new NavItem)\\(\\s*\"([^\"]+)\"");

    private static final Pattern KEY_SECOND = Pattern.compile(
            "(?:onField|Filter\\.\\w+|Column\\.of|new Column<>|new Listing<>|page)\\(\\s*[^,()]+,\\s*\"([^\"]+)\"");

    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z]\\w*(?:\\.\\w+)*\\.?)\"");

    /** The audit trail's verbs look like keys and are none. */
    private static final Pattern AUDITED = Pattern.compile("(?:audit\\.(?:record|write)|\\bbegin)\\([^;]*;");

    private final Map<String, String> chinese = texts(false);
    private final Map<String, String> english = texts(true);

    @Test
    void every_text_that_code_and_templates_ask_for_is_there() {
        Set<String> missing = new TreeSet<>();
        sources()
                .forEach((file, source) ->
                        used(source).filter(k -> !known(k)).forEach(k -> missing.add(k + " in " + file)));
        assertThat(missing).as("keys without a text").isEmpty();
    }

    @Test
    void every_act_on_the_audit_trail_has_its_word() {
        Set<String> missing = new TreeSet<>();
        sources()
                .forEach((file, source) -> AUDITED.matcher(source)
                        .results()
                        .flatMap(call -> LITERAL.matcher(call.group()).results())
                        .map(act -> "audit." + act.group(1))
                        .filter(key -> key.matches("audit\\.[a-z]+\\.\\w+") && !known(key))
                        .forEach(key -> missing.add(key + " in " + file)));
        assertThat(missing).isEmpty();
    }

    @Test
    void every_state_and_kind_that_is_shown_has_its_word() throws Exception {
        Set<Class<?>> shown = new java.util.LinkedHashSet<>();
        for (Class<?> type : enums()) {
            if (Arrays.stream(type.getEnumConstants()).anyMatch(c -> chinese.containsKey(key((Enum<?>) c)))) {
                shown.add(type);
            }
        }
        shown.addAll(saidByPages());
        assertThat(shown).as("the enums that pages show").hasSizeGreaterThan(10);
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : shown) {
            Arrays.stream(type.getEnumConstants())
                    .map(c -> key((Enum<?>) c))
                    .filter(k -> !known(k))
                    .forEach(missing::add);
        }
        assertThat(missing).as("constants without a word").isEmpty();
    }

    @Test
    void every_rule_of_a_form_field_has_its_sentence() {
        Pattern rule = Pattern.compile("import jakarta\\.validation\\.constraints\\.(\\w+);");
        Set<String> missing = new TreeSet<>();
        sources()
                .forEach((file, source) -> rule.matcher(source)
                        .results()
                        .map(r -> r.group(1))
                        .filter(k -> !known(k))
                        .forEach(missing::add));
        assertThat(missing).isEmpty();
        assertThat(chinese).containsKey("typeMismatch");
    }

    @Test
    void both_languages_fill_the_same_things_in() {
        Set<String> wrong = new TreeSet<>();
        chinese.forEach((key, text) -> {
            String other = english.getOrDefault(key, "");
            if (!places(text).equals(places(other))) {
                wrong.add(key + ": " + text + " / " + other);
            }
        });
        assertThat(wrong).as("texts whose {0}, {1} … differ").isEmpty();
    }

    /** In a message format a single apostrophe swallows what follows, {0} too: it is written twice. */
    @Test
    void every_text_can_be_formatted_without_losing_a_sign() {
        Set<String> wrong = new TreeSet<>();
        for (Map<String, String> texts : List.of(chinese, english)) {
            texts.forEach((key, text) -> {
                if (text.replace("''", "").contains("'")) {
                    wrong.add(key + " has a single apostrophe: " + text);
                }
                try {
                    new MessageFormat(text);
                } catch (IllegalArgumentException e) {
                    wrong.add(key + " cannot be formatted: " + text);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private boolean known(String key) {
        return key.endsWith(".")
                ? chinese.keySet().stream().anyMatch(k -> k.startsWith(key))
                        && english.keySet().stream().anyMatch(k -> k.startsWith(key))
                : chinese.containsKey(key) && english.containsKey(key);
    }

    private Stream<String> used(String source) {
        Set<String> rooms =
                chinese.keySet().stream().map(MessagesTest::firstWord).collect(Collectors.toSet());
        String spoken = AUDITED.matcher(source).replaceAll(";");
        Stream<String> asked = Stream.of(KEY_FIRST, KEY_SECOND)
                .flatMap(p -> p.matcher(spoken).results().map(r -> r.group(1)))
                .filter(k -> k.contains(".") || Character.isUpperCase(k.charAt(0)) && !k.contains(" "));
        Stream<String> likeKeys = LITERAL.matcher(spoken)
                .results()
                .map((MatchResult r) -> r.group(1))
                .filter(k -> k.indexOf('.') > 0 && rooms.contains(firstWord(k)));
        return Stream.concat(asked, likeKeys);
    }

    private static String firstWord(String key) {
        return key.split("\\.")[0];
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{(\\d+)")
                .matcher(text)
                .results()
                .map(r -> r.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<Path, String> sources() {
        Map<Path, String> all = new TreeMap<>();
        for (Path root : List.of(JAVA, TEMPLATES)) {
            for (Path file : files(root, "")) {
                try {
                    all.put(root.relativize(file), Files.readString(file));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(200);
        return all;
    }

    private static List<Path> files(Path root, String ending) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(ending))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Class<?>> enums() throws Exception {
        List<Class<?>> all = new ArrayList<>();
        for (Path file : files(CLASSES.resolve("io/lingchuang"), ".class")) {
            if (!file.toString().contains("/db/")
                    && ClassFile.of()
                            .parse(file)
                            .superclass()
                            .filter(s -> s.asInternalName().equals("java/lang/Enum"))
                            .isPresent()) {
                String name = CLASSES.relativize(file).toString().replace('/', '.');
                all.add(Class.forName(name.substring(0, name.length() - 6)));
            }
        }
        return all;
    }

    /** The types that compiled pages give to {@link Page#t(Enum)}. */
    private static Set<Class<?>> saidByPages() throws Exception {
        Set<Class<?>> types = new java.util.LinkedHashSet<>();
        for (Path file : files(CLASSES, ".class")) {
            for (MethodModel method : ClassFile.of().parse(file).methods()) {
                if (method.code().isPresent()) {
                    for (ClassDesc type : saidBy(method.code().get())) {
                        Class<?> loaded = Class.forName(type.descriptorString()
                                .substring(1)
                                .replace('/', '.')
                                .replace(";", ""));
                        if (loaded.isEnum()) {
                            types.add(loaded);
                        }
                    }
                }
            }
        }
        return types;
    }

    private static List<ClassDesc> saidBy(CodeModel code) {
        List<ClassDesc> types = new ArrayList<>();
        ClassDesc last = null;
        for (CodeElement element : code) {
            switch (element) {
                case InvokeInstruction call -> {
                    if (last != null
                            && call.owner().asInternalName().equals("io/lingchuang/platform/web/Page")
                            && call.method().name().equalsString("t")
                            && call.typeSymbol().parameterType(0).displayName().equals("Enum")) {
                        types.add(last);
                    }
                    last = call.typeSymbol().returnType();
                }
                case FieldInstruction field -> last = field.typeSymbol();
                case TypeCheckInstruction check -> last = check.type().asSymbol();
                case LoadInstruction load -> last = local(code, load.slot());
                default -> {}
            }
        }
        return types.stream().filter(ClassDesc::isClassOrInterface).toList();
    }

    private static ClassDesc local(CodeModel code, int slot) {
        return code.findAttribute(Attributes.localVariableTable())
                .flatMap(t -> t.localVariables().stream()
                        .filter(v -> v.slot() == slot)
                        .findFirst())
                .map(LocalVariableInfo::typeSymbol)
                .orElse(null);
    }

    /** As the product finds it: Call.State.DRAFT. */
    private static String key(Enum<?> constant) {
        Class<?> type = constant.getDeclaringClass();
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.') + "." + constant.name();
    }

    private static Map<String, String> texts(boolean english) {
        Map<String, String> all = new TreeMap<>();
        try {
            for (Resource bundle :
                    new PathMatchingResourcePatternResolver().getResources("classpath:messages/*.properties")) {
                if (String.valueOf(bundle.getFilename()).endsWith("_en.properties") == english) {
                    PropertiesLoaderUtils.loadProperties(new EncodedResource(bundle, "UTF-8"))
                            .forEach((k, v) -> all.put(k.toString(), v.toString()));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return all;
    }
}

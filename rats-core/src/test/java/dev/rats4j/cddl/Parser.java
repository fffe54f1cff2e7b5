package dev.rats4j.cddl;

import dev.rats4j.cddl.Type.Entry;
import dev.rats4j.cddl.Type.Group;
import dev.rats4j.cddl.Type.Keyed;
import dev.rats4j.cddl.Type.Literal;
import dev.rats4j.cddl.Type.Plain;
import dev.rats4j.cddl.Type.Ref;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads definitions by the grammar of RFC 8610, Appendix B, as RFC 9682 amended it. */
final class Parser {

    private static final Pattern NAME = Pattern.compile("[A-Za-z@_$](?:[-.]*[A-Za-z0-9@_$])*");
    private static final Pattern OCCURRENCE = Pattern.compile("\\d*\\*\\d*|\\?|\\+");
    private static final Pattern CONTROL = Pattern.compile("\\.[A-Za-z][-A-Za-z0-9]*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int DEEPEST = 100;

    private final Source source;
    private int depth;

    Parser(Source source) {
        this.source = source;
    }

    /** The rules of a text. */
    static List<Rule> rules(String name, String text) {
        return new Parser(new Source(name, text)).rules();
    }

    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        while (!source.isAtEnd()) {
            rules.add(rule());
        }
        return rules;
    }

    private Rule rule() {
        String name = name();
        List<String> parameters = new ArrayList<>();
        if (source.takesAtOnce("<")) {
            do {
                parameters.add(name());
            } while (source.takes(","));
            source.expect(">");
        }
        boolean isAddition = source.takes("//=") || source.takes("/=");
        if (!isAddition) {
            source.expect("=");
        }
        return new Rule(name, parameters, List.of(entry()), isAddition);
    }

    private String name() {
        return source.take(NAME).orElseThrow(() -> source.error("a name expected"));
    }

    // ---- groups

    private Group group(String end) {
        if (++depth > DEEPEST) {
            throw new IllegalStateException("definitions nested more than " + DEEPEST + " deep");
        }
        List<List<Entry>> choices = new ArrayList<>();
        do {
            List<Entry> entries = new ArrayList<>();
            while (!source.sees("//") && !source.sees(end)) {
                entries.add(entry());
                source.takes(",");
            }
            choices.add(entries);
        } while (source.takes("//"));
        source.expect(end);
        depth--;
        return new Group(choices);
    }

    private Entry entry() {
        String occurrence = source.take(OCCURRENCE).orElse("1*1");
        return switch (occurrence) {
            case "?" -> new Entry(0, 1, member());
            case "+" -> new Entry(1, Entry.UNLIMITED, member());
            default -> {
                int star = occurrence.indexOf('*');
                String least = occurrence.substring(0, star);
                String most = occurrence.substring(star + 1);
                yield new Entry(
                        least.isEmpty() ? 0 : Integer.parseInt(least),
                        most.isEmpty() ? Entry.UNLIMITED : Integer.parseInt(most),
                        member());
            }
        };
    }

    private Type.Member member() {
        int start = source.position();
        int level = depth;
        Optional<Type> label = label();
        if (label.isPresent()) {
            return new Keyed(label.get(), true, type());
        }
        source.returnTo(start);
        if (!source.sees("(")) {
            return keyedOrPlain();
        }
        try {
            return keyedOrPlain();
        } catch (CddlException notAType) {
            depth = level;
            source.returnTo(start);
            source.expect("(");
            return new Type.Inline(group(")"));
        }
    }

    /** A name or value before a colon. */
    private Optional<Type> label() {
        Optional<Type> label = literal();
        if (label.isEmpty()) {
            label = source.take(NAME).map(name -> new Literal(new Value.Text(name)));
        }
        return label.isPresent() && source.takes(":") ? label : Optional.empty();
    }

    private Type.Member keyedOrPlain() {
        int start = source.position();
        Type key = type1();
        boolean isCut = source.takes("^");
        if (source.takes("=>")) {
            return new Keyed(key, isCut, type());
        }
        source.returnTo(start);
        return new Plain(type());
    }

    // ---- types

    private Type type() {
        List<Type> options = new ArrayList<>();
        do {
            options.add(type1());
        } while (!source.sees("//") && source.takes("/"));
        return options.size() == 1 ? options.get(0) : new Type.Choice(options);
    }

    private Type type1() {
        Type first = type2();
        if (source.takes("...")) {
            return new Type.Range(first, type2(), false);
        }
        if (source.takes("..")) {
            return new Type.Range(first, type2(), true);
        }
        Optional<String> control = source.take(CONTROL);
        return control.isEmpty() ? first : new Type.Control(first, control.get(), type2());
    }

    private Type type2() {
        Optional<Type> literal = literal();
        if (literal.isPresent()) {
            return literal.get();
        }
        if (source.takes("(")) {
            Type inner = type();
            source.expect(")");
            return inner;
        }
        if (source.takes("{")) {
            return new Type.MapOf(group("}"));
        }
        if (source.takes("[")) {
            return new Type.ArrayOf(group("]"));
        }
        if (source.takes("~")) {
            return new Type.Unwrap(reference());
        }
        if (source.takes("&")) {
            return new Type.Enumeration(
                    source.takes("(") ? group(")") : new Group(List.of(List.of(Entry.once(new Plain(reference()))))));
        }
        return source.takes("#") ? major() : reference();
    }

    private Optional<Type> literal() {
        return Literals.next(source).map(Literal::new);
    }

    private Ref reference() {
        String name = name();
        List<Type> arguments = new ArrayList<>();
        if (source.takesAtOnce("<")) {
            do {
                arguments.add(type());
            } while (source.takes(","));
            source.expect(">");
        }
        return new Ref(name, arguments);
    }

    private Type major() {
        for (int major = 0; major <= 7; major++) {
            if (source.takesAtOnce(Integer.toString(major))) {
                Optional<Type> detail = source.takesAtOnce(".") ? Optional.of(detail()) : Optional.empty();
                return major == 6 ? tagged(detail) : new Type.Major(major, detail);
            }
        }
        return new Type.Any();
    }

    private Type detail() {
        if (source.takesAtOnce("<")) {
            Type type = type();
            source.expect(">");
            return type;
        }
        String digits = source.take(DIGITS).orElseThrow(() -> source.error("a number expected"));
        return new Literal(new Value.Int(new BigInteger(digits)));
    }

    private Type tagged(Optional<Type> number) {
        Type content = new Type.Any();
        if (source.takesAtOnce("(")) {
            content = type();
            source.expect(")");
        }
        return new Type.Tagged(number.orElse(new Type.Any()), content);
    }
}

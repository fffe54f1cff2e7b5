package dev.rats4j.cddl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A grammar of {@code .abnf}, RFC 5234, as a regular expression: the rule that its first word names. Rules that use themselves have none
 * and are refused.
 */
final class AbnfGrammar {

    private static final Pattern RULE = Pattern.compile("(?m)^\\s*([A-Za-z][-A-Za-z0-9]*)\\s*(=/?)");
    private static final Pattern TOKEN =
            Pattern.compile("(?<space>\\s+)|(?<repeat>\\d*\\*\\d*|\\d+)|(?<open>[(\\[])|(?<close>[)\\]])"
                    + "|(?<or>/)|(?<text>%s)?\"(?<quoted>[^\"]*)\"|%x(?<hex>[0-9A-Fa-f]+(?:[-.][0-9A-Fa-f]+)*)"
                    + "|(?<name>[A-Za-z][-A-Za-z0-9]*)");
    private static final Map<Value, AbnfGrammar> KNOWN = new HashMap<>();

    private final Map<String, List<String>> rules = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Pattern pattern;

    private AbnfGrammar(String text) {
        String clean = text.replaceAll("(\"[^\"]*\")|;[^\\n]*", "$1");
        Matcher start = Pattern.compile("\\s*([A-Za-z][-A-Za-z0-9]*)").matcher(clean);
        if (!start.lookingAt()) {
            throw new CddlException("ABNF without a first rule");
        }
        read(clean.substring(start.end()));
        pattern = Pattern.compile(rule(start.group(1)), Pattern.DOTALL);
    }

    /** The grammar of a text or byte string. */
    static synchronized AbnfGrammar of(Value value) {
        AbnfGrammar known = KNOWN.get(value);
        if (known == null) {
            if (value instanceof Value.Text text) {
                known = new AbnfGrammar(text.value());
            } else if (value instanceof Value.Binary bytes) {
                known = new AbnfGrammar(bytes.value().utf8());
            } else {
                throw new CddlException(".abnf without a grammar");
            }
            KNOWN.put(value, known);
        }
        return known;
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    private void read(String text) {
        Matcher matcher = RULE.matcher(text);
        int body = -1;
        String name = "";
        while (matcher.find()) {
            if (body >= 0) {
                rules.computeIfAbsent(name, key -> new ArrayList<>()).add(text.substring(body, matcher.start()));
            }
            name = matcher.group(1).toLowerCase(Locale.ROOT);
            body = matcher.end();
        }
        if (body >= 0) {
            rules.computeIfAbsent(name, key -> new ArrayList<>()).add(text.substring(body));
        }
    }

    private String rule(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        List<String> bodies = rules.get(key);
        if (bodies == null || !open.add(key)) {
            throw new CddlException("ABNF rule " + name + " is undefined or uses itself");
        }
        List<String> expressions = bodies.stream().map(this::expression).toList();
        open.remove(key);
        return "(?:" + String.join("|", expressions) + ')';
    }

    private String expression(String body) {
        StringBuilder result = new StringBuilder();
        String pending = "";
        Matcher token = TOKEN.matcher(body);
        for (int at = 0; at < body.length(); at = token.end()) {
            if (!token.region(at, body.length()).lookingAt()) {
                throw new CddlException("ABNF not understood: " + body.substring(at));
            }
            if (token.group("repeat") != null) {
                pending = quantifier(token.group("repeat"));
            } else if (token.group("open") != null) {
                int end = closing(body, token.start());
                String inner = "(?:" + expression(body.substring(token.end(), end)) + ')';
                result.append(inner).append(token.group("open").equals("[") ? "?" : pending);
                token.region(end, body.length()).lookingAt();
                pending = "";
            } else if (token.group("space") == null) {
                result.append(element(token)).append(pending);
                pending = "";
            }
        }
        return result.toString();
    }

    private String element(Matcher token) {
        if (token.group("or") != null) {
            return "|";
        }
        if (token.group("quoted") != null) {
            String quoted = Pattern.quote(token.group("quoted"));
            return token.group("text") == null ? "(?i:" + quoted + ')' : "(?:" + quoted + ')';
        }
        return token.group("hex") == null ? rule(token.group("name")) : characters(token.group("hex"));
    }

    private static String characters(String hex) {
        if (hex.contains("-")) {
            return "[\\x{" + hex.replace("-", "}-\\x{") + "}]";
        }
        return "(?:\\x{" + hex.replace(".", "}\\x{") + "})";
    }

    private static String quantifier(String repeat) {
        int star = repeat.indexOf('*');
        if (star < 0) {
            return '{' + repeat + '}';
        }
        String least = star == 0 ? "0" : repeat.substring(0, star);
        return '{' + least + ',' + repeat.substring(star + 1) + '}';
    }

    private static int closing(String body, int from) {
        int level = 0;
        boolean isQuoted = false;
        for (int i = from; i < body.length(); i++) {
            char c = body.charAt(i);
            isQuoted ^= c == '"';
            if (!isQuoted && (c == '(' || c == '[')) {
                level++;
            } else if (!isQuoted && (c == ')' || c == ']') && --level == 0) {
                return i;
            }
        }
        throw new CddlException("ABNF without a closing bracket: " + body);
    }
}

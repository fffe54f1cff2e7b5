package dev.rats4j.cli;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What others can compile against, in lines that do not depend on the JDK. A line that goes or changes may break them. */
final class ApiListing {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");
    private static final int FOR_OTHERS = Modifier.PUBLIC | Modifier.PROTECTED;
    private static final int TYPE_MODIFIERS = Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC;

    private ApiListing() {}

    /** Whether others can name it. */
    static boolean isVisible(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if ((at.getModifiers() & FOR_OTHERS) == 0 || at.isAnonymousClass() || at.isLocalClass()) {
                return false;
            }
        }
        return true;
    }

    /** A line for the type, then its supertypes and members in order of the alphabet. */
    static List<String> lines(Class<?> type) {
        Set<String> members = new TreeSet<>();
        supertypes(type).forEach(members::add);
        if (type.isSealed() && !type.isEnum()) {
            Stream.of(type.getPermittedSubclasses())
                    .filter(ApiListing::isVisible)
                    .forEach(permitted -> members.add("permits " + permitted.getTypeName()));
        }
        Stream.of(type.getDeclaredFields())
                .filter(field -> (field.getModifiers() & FOR_OTHERS) != 0 && !field.isSynthetic())
                .forEach(
                        field -> members.add(inside(field.toGenericString(), type, field.getName()) + constant(field)));
        Stream.concat(Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
                .filter(ApiListing::isMember)
                .forEach(member -> members.add(text(member, type)));
        return Stream.concat(Stream.of(head(type)), members.stream().map(member -> "  " + member))
                .toList();
    }

    private static String head(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        int hidden = type.isInterface() || type.isEnum() ? Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL : 0;
        String modifiers = Modifier.toString(type.getModifiers() & TYPE_MODIFIERS & ~hidden);
        String parameters = type.getTypeParameters().length == 0 ? "" : Arrays.toString(type.getTypeParameters());
        return (modifiers + " " + kind + " " + type.getTypeName() + parameters).strip();
    }

    private static Stream<String> supertypes(Class<?> type) {
        Type above = type.getGenericSuperclass();
        Stream<String> extended = type.isRecord() || type.isEnum() || above == null || above == Object.class
                ? Stream.of()
                : Stream.of("extends " + above.getTypeName());
        Stream<String> implemented =
                Stream.of(type.getGenericInterfaces()).map(shape -> "implements " + shape.getTypeName());
        return Stream.concat(extended, implemented);
    }

    private static boolean isMember(Executable member) {
        boolean ofEveryObject = member instanceof Method && OF_EVERY_OBJECT.contains(member.getName());
        return (member.getModifiers() & FOR_OTHERS) != 0 && !member.isSynthetic() && !ofEveryObject;
    }

    private static String text(Executable member, Class<?> type) {
        return inside(member.toGenericString(), type, member.getName());
    }

    /** Without the type that stands above it. */
    private static String inside(String member, Class<?> type, String name) {
        return member.replace(type.getTypeName() + "." + name, name);
    }

    /** Compilers copy constants into the code that uses them. */
    private static String constant(Field field) {
        boolean copied = field.getType().isPrimitive() || field.getType() == String.class;
        if (!copied || !Modifier.isStatic(field.getModifiers()) || !Modifier.isPublic(field.getModifiers())) {
            return "";
        }
        try {
            return " = " + field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("public, in a type that others can name", e);
        }
    }
}

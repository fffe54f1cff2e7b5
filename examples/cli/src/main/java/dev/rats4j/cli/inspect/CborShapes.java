package dev.rats4j.cli.inspect;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.cbor.CborDiagnostics;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.cose.CoseAlgorithm;
import dev.rats4j.cose.CoseHashAlgorithm;
import dev.rats4j.cose.CoseMacAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One value in CBOR as a text, with the name that the registry of its shape has for it. */
final class CborShapes {

    private static final Set<String> WORDS =
            Set.of("time", "alg", "digest", "oid", "uuid", "ueid", "cose-key", "message", "aspect");
    private static final String MARKS = "@=*%";
    private static final int UUID_LENGTH = 16;
    private static final int STATE = 0xff;

    /** Shapes that tags stand for. */
    private static final Map<Long, String> TAGS = Map.ofEntries(
            Map.entry(1L, "time"),
            Map.entry(37L, "uuid"),
            Map.entry(111L, "oid"),
            Map.entry(112L, "oid"),
            Map.entry(399L, "@cca"),
            Map.entry(907L, "@cca"),
            Map.entry(501L, "@corim"),
            Map.entry(505L, "@coswid"),
            Map.entry(506L, "@comid"),
            Map.entry(507L, "*@cots"),
            Map.entry(508L, "@cotl"),
            Map.entry(550L, "ueid"),
            Map.entry(557L, "digest"),
            Map.entry(558L, "cose-key"),
            Map.entry(559L, "digest"),
            Map.entry(561L, "digest"),
            Map.entry(562L, "message"),
            Map.entry(601L, "@claims"),
            Map.entry(1001L, "@etime"));

    private static final Map<Long, String> TAG_NAMES = Map.ofEntries(
            Map.entry(0L, "date"),
            Map.entry(1L, "time"),
            Map.entry(17L, "COSE_Mac0"),
            Map.entry(18L, "COSE_Sign1"),
            Map.entry(24L, "encoded CBOR"),
            Map.entry(32L, "URI"),
            Map.entry(37L, "UUID"),
            Map.entry(61L, "CWT"),
            Map.entry(98L, "COSE_Sign"),
            Map.entry(111L, "OID"),
            Map.entry(112L, "relative OID"),
            Map.entry(399L, "CCA token"),
            Map.entry(907L, "CCA token"),
            Map.entry(501L, "CoRIM"),
            Map.entry(505L, "CoSWID"),
            Map.entry(506L, "CoMID"),
            Map.entry(507L, "CoTS"),
            Map.entry(508L, "CoTL"),
            Map.entry(550L, "UEID"),
            Map.entry(552L, "SVN"),
            Map.entry(553L, "least SVN"),
            Map.entry(554L, "public key"),
            Map.entry(555L, "certificate"),
            Map.entry(556L, "certificate path"),
            Map.entry(557L, "thumbprint of a key"),
            Map.entry(558L, "COSE_Key"),
            Map.entry(559L, "thumbprint of a certificate"),
            Map.entry(560L, "bytes"),
            Map.entry(561L, "thumbprint of a certificate path"),
            Map.entry(562L, "certificate in DER"),
            Map.entry(563L, "value with mask"),
            Map.entry(564L, "range"),
            Map.entry(600L, "implementation id of PSA"),
            Map.entry(601L, "UCCS"),
            Map.entry(602L, "detached EAT bundle"),
            Map.entry(1001L, "extended time"),
            Map.entry(1004L, "day"),
            Map.entry(26980L, "time-stamp token, RFC 3161"),
            Map.entry(26981L, "time-stamp in CBOR"),
            Map.entry(26982L, "epoch tick"),
            Map.entry(26983L, "list of epoch ticks"),
            Map.entry(26984L, "counter that only grows"));

    private CborShapes() {}

    static boolean isShape(String text) {
        return WORDS.contains(text)
                || text.startsWith("bytes:")
                || text.startsWith("submodule")
                || (text.length() > 1 && MARKS.indexOf(text.charAt(0)) >= 0);
    }

    static String ofTag(long tag) {
        return TAGS.getOrDefault(tag, "");
    }

    /** A tag by name and number. */
    static String label(long tag) {
        String name = TAG_NAMES.get(tag);
        String number = "tag " + Long.toUnsignedString(tag);
        return name == null ? number : number + " (" + name + ")";
    }

    /** A scalar, or a digest; everything else as diagnostic notation. */
    static String text(String name, CborItem item, String shapes) throws MalformedMessageException {
        String shape = shapes.startsWith("*") ? shapes.substring(1) : shapes; // one item where an array may stand
        return switch (item.kind()) {
            case UNSIGNED, NEGATIVE -> number(name, item, shape);
            case BYTES -> bytes(item.bytes("bytes"), shape).orElseGet(() -> CborDiagnostics.print(item, 0));
            default -> CborDiagnostics.print(item, 0);
        };
    }

    private static String number(String name, CborItem item, String shape) throws MalformedMessageException {
        String plain = CborDiagnostics.print(item, 0);
        if (plain.length() > 18) {
            return plain;
        }
        long number = item.integer("number");
        if (shape.startsWith("=")) {
            String table = shape.substring(1);
            boolean isKnown = Names.find(table, number).isPresent();
            return isKnown || !table.equals("lifecycle")
                    ? Names.of(table, number)
                    : Names.find(table, number & ~STATE)
                            .map(term -> term.name() + " (" + number + ")")
                            .orElse(plain);
        }
        return switch (shape) {
            case "time" -> time(number);
            case "alg" -> algorithm(number);
            case "aspect" -> aspect(name, number);
            default -> plain;
        };
    }

    /** Seconds of the epoch as a date, and the number. */
    static String time(long seconds) {
        try {
            return Instant.ofEpochSecond(seconds) + " (" + seconds + ")";
        } catch (DateTimeException e) {
            return Long.toString(seconds);
        }
    }

    /** An algorithm of COSE, for signatures, codes or digests. */
    static String algorithm(long number) {
        Optional<String> name = CoseAlgorithm.of(number)
                .map(CborShapes::name)
                .or(() -> CoseHashAlgorithm.of(number)
                        .map(algorithm -> algorithm.hash().jcaName()))
                .or(() -> CoseMacAlgorithm.of(number)
                        .map(algorithm -> algorithm.name().replace('_', ' ')));
        return name.map(text -> text + " (" + number + ")").orElse(Long.toString(number));
    }

    private static String name(CoseAlgorithm algorithm) {
        return algorithm.name().replace('_', '-').replace("EDDSA", "EdDSA").replace("ED", "Ed");
    }

    /** A value of AR4SI with what it means for an aspect, by the name of the aspect. */
    static String aspect(String name, long number) {
        for (Aspect aspect : Aspect.values()) {
            boolean isNamed = name.equals(aspect.label()) || name.startsWith(aspect.label() + " (");
            if (isNamed && number >= Byte.MIN_VALUE && number <= Byte.MAX_VALUE) {
                TrustworthinessClaim claim = TrustworthinessClaim.claim((int) number);
                return number + " (" + claim.tier().label() + "): " + claim.meaning(aspect);
            }
        }
        return Long.toString(number);
    }

    private static Optional<String> bytes(Bytes bytes, String shape) {
        return switch (shape) {
            case "oid" -> ObjectIdentifier.ofContent(bytes).map(ObjectIdentifier::dotted);
            case "uuid" -> uuid(bytes);
            case "ueid" -> bytes.isEmpty() ? Optional.empty() : Optional.of(ueid(bytes));
            default -> Optional.empty();
        };
    }

    private static Optional<String> uuid(Bytes bytes) {
        String hex = bytes.toHex();
        return bytes.length() == UUID_LENGTH
                ? Optional.of(String.join(
                        "-",
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20)))
                : Optional.empty();
    }

    private static String ueid(Bytes bytes) {
        String type = switch (bytes.at(0)) {
            case 1 -> "random";
            case 2 -> "EUI";
            case 3 -> "IMEI";
            default -> "of no known type";
        };
        return "h'" + Visible.hex(bytes) + "' (" + type + ")";
    }

    /** An array of algorithm and value, as a digest; empty if it is none. */
    static Optional<String> digest(CborItem item) {
        try {
            NamedDigest digest = NamedDigest.read(item, "digest");
            return Optional.of(digest(digest));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    static String digest(NamedDigest digest) {
        for (NamedDigest.Registered known : NamedDigest.REGISTRY) {
            if (known.algorithm().equals(digest.algorithm())) {
                return known.name() + ": " + Visible.hex(digest.value());
            }
        }
        return digest.algorithm() instanceof NamedDigest.ByName named
                ? named.name() + ": " + Visible.hex(digest.value())
                : "algorithm " + ((NamedDigest.ByNumber) digest.algorithm()).number() + ": "
                        + Visible.hex(digest.value());
    }
}

package dev.rats4j.interop;

import COSE.AlgorithmID;
import COSE.Attribute;
import COSE.CoseException;
import COSE.HeaderKeys;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborDiagnostics;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds out, by trying, where the libraries take what we refuse. */
final class Differences {

    private static final String JACKSON = "Jackson CBOR";
    private static final String COSE_JAVA = "COSE-java";

    private static final int UNKNOWN_HEADER = 99;
    private static final int HALF = 32;
    private static final int LINES = 10;

    private Differences() {}

    static List<Difference> all() throws CoseException, IOException {
        Party party = Party.on(EllipticCurve.P256);
        return List.of(
                ofCbor("map with the keys 1 and \"1\"", "a2 01 02 61 31 03"),
                ofCbor("duplicate key", "a2 01 02 01 03"),
                ofCbor("the same key in two encodings", "a2 01 02 18 01 03"),
                ofCbor("bytes after the item", "a1 01 02 00"),
                ofCbor("overlong UTF-8", "62 c0 80"),
                ofHeaders(
                        "`alg` in the unprotected header only",
                        party,
                        message -> message.addAttribute(
                                HeaderKeys.Algorithm, AlgorithmID.ECDSA_256.AsCBOR(), Attribute.UNPROTECTED)),
                ofHeaders("`crit` names a header that nobody knows", party, message -> {
                    message.addAttribute(HeaderKeys.Algorithm, AlgorithmID.ECDSA_256.AsCBOR(), Attribute.PROTECTED);
                    message.addAttribute(number(UNKNOWN_HEADER), number(1), Attribute.PROTECTED);
                    CBORObject critical = CBORObject.NewArray().Add(UNKNOWN_HEADER);
                    message.addAttribute(HeaderKeys.CriticalHeaders, critical, Attribute.PROTECTED);
                }),
                ofSign1("both halves of an ES256 signature with a zero before them", party, padded(party)));
    }

    private static CBORObject number(int value) {
        return CBORObject.FromObject(value);
    }

    private static Difference ofCbor(String input, String hex) {
        Bytes message = Bytes.fromHex(hex.replace(" ", ""));
        String theirs;
        try {
            theirs = "reads `" + shown(JacksonReading.readFirst(message)) + "`";
        } catch (IOException e) {
            theirs = "refuses";
        }
        String ours;
        try {
            ours = "read `"
                    + CborDiagnostics.print(CborItem.decode(message, CborProfile.WELL_FORMED), LINES)
                            .replaceAll("\\s+", " ")
                    + "`";
        } catch (MalformedMessageException e) {
            ours = "refuse: " + e.getMessage();
        }
        return new Difference(input + " (`" + hex + "`)", JACKSON, theirs, ours);
    }

    /** A text by its characters: some cannot be seen. */
    private static String shown(Object item) {
        return item instanceof String text
                ? text.chars()
                        .mapToObj(character -> String.format(Locale.ROOT, "U+%04X", character))
                        .collect(Collectors.joining(" "))
                : item.toString();
    }

    private static Difference ofHeaders(String input, Party party, CoseJava.Headers headers) throws CoseException {
        return ofSign1(input, party, CoseJava.signAs(Bytes.of(1), party.theirs(), headers));
    }

    private static Difference ofSign1(String input, Party party, Bytes message) {
        String theirs;
        try {
            theirs = CoseJava.verify(message, party.theirs()).isPresent() ? "verifies" : "refuses";
        } catch (CoseException e) {
            theirs = "refuses";
        }
        String ours;
        try {
            ours = CoseSign1.decode(message, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED)
                            .verify(Party.CRYPTO, party.keys().getPublic(), Bytes.EMPTY)
                            .isPresent()
                    ? "verify"
                    : "refuse the signature";
        } catch (MalformedMessageException e) {
            ours = "refuse: " + e.getMessage();
        }
        return new Difference(input, COSE_JAVA, theirs, ours);
    }

    /** A good message, whose signature (its last 64 bytes) has grown to 66. */
    private static Bytes padded(Party party) throws CoseException {
        Bytes good = CoseJava.sign(Bytes.of(1), party.theirs(), message -> {});
        int start = good.length() - 2 * HALF;
        Bytes zero = Bytes.of(0);
        Bytes signature =
                Bytes.concat(zero, good.slice(start, start + HALF), zero, good.slice(start + HALF, good.length()));
        return Bytes.concat(good.slice(0, start - 2), Cbor.bytes(signature));
    }
}

package dev.rats4j.draft.epoch;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TSTInfo of RFC 3161, 2.4.2, in DER: what it says is read, its bytes are kept.
 *
 * @param encoded the DER
 * @param policy of the authority
 * @param hashAlgorithm of the message imprint
 * @param hashedMessage of the message imprint
 * @param serialNumber given by the authority
 * @param genTime when; what is below nanoseconds is dropped
 */
public record Rfc3161TstInfo(
        Bytes encoded,
        ObjectIdentifier policy,
        ObjectIdentifier hashAlgorithm,
        Bytes hashedMessage,
        BigInteger serialNumber,
        Instant genTime) {

    private static final String NAME = "TSTInfo";
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int OID = 0x06;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int TSA = 0xa0;
    private static final int EXTENSIONS = 0xa1;
    private static final int[] OPTIONAL = {DerElement.SEQUENCE, BOOLEAN, INTEGER, TSA, EXTENSIONS};
    /** X.690, 11.7: seconds are there, a fraction does not end with zero, the zone is Z. */
    private static final Pattern TIME =
            Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?:\\.([0-9]{0,19}[1-9]))?Z");

    /** Reads the bytes of a TSTInfo. */
    public static Rfc3161TstInfo decode(Bytes encoded) throws MalformedMessageException {
        DerElement sequence = DerElement.decode(encoded, NAME);
        if (sequence.tag() != DerElement.SEQUENCE) {
            throw new MalformedMessageException(NAME, 0, "is no SEQUENCE");
        }
        ByteReader in = new ByteReader(
                sequence.content(), encoded.length() - sequence.content().length());
        int start = in.position();
        if (!next(in, INTEGER, "version").content().equals(Bytes.of(1))) {
            throw new MalformedMessageException(NAME + ".version", start, "is not 1");
        }
        ObjectIdentifier policy = oid(in, "policy");
        ByteReader imprint = inside(in, "messageImprint");
        ByteReader algorithm = inside(imprint, "messageImprint.hashAlgorithm");
        ObjectIdentifier hash = oid(algorithm, "messageImprint.hashAlgorithm");
        Bytes hashed = next(imprint, DerElement.OCTET_STRING, "messageImprint.hashedMessage")
                .content();
        imprint.expectEnd(NAME + ".messageImprint");
        BigInteger serial = integer(in, "serialNumber");
        Instant time = time(in);
        readOptional(in);
        return new Rfc3161TstInfo(encoded, policy, hash, hashed, serial, time);
    }

    static Rfc3161TstInfo read(CborItem item) throws MalformedMessageException {
        Bytes der = item.bytes(NAME);
        try {
            return decode(der);
        } catch (MalformedMessageException e) {
            throw item.malformed(e.field(), "at " + e.offset() + " of the DER: " + e.getMessage());
        }
    }

    private static DerElement next(ByteReader in, int tag, String member) throws MalformedMessageException {
        int start = in.position();
        DerElement element = DerElement.next(in, NAME + '.' + member);
        if (element.tag() != tag) {
            throw new MalformedMessageException(
                    NAME + '.' + member, start, "has tag " + element.tag() + ", not " + tag);
        }
        return element;
    }

    private static ByteReader inside(ByteReader in, String member) throws MalformedMessageException {
        Bytes content = next(in, DerElement.SEQUENCE, member).content();
        return new ByteReader(content, in.position() - content.length());
    }

    private static ObjectIdentifier oid(ByteReader in, String member) throws MalformedMessageException {
        int start = in.position();
        return ObjectIdentifier.ofContent(next(in, OID, member).content())
                .orElseThrow(
                        () -> new MalformedMessageException(NAME + '.' + member, start, "is no object identifier"));
    }

    private static BigInteger integer(ByteReader in, String member) throws MalformedMessageException {
        int start = in.position();
        Bytes content = next(in, INTEGER, member).content();
        boolean isPadded = content.length() > 1
                && ((content.at(0) == 0 && content.at(1) < 0x80) || (content.at(0) == 0xff && content.at(1) >= 0x80));
        if (content.isEmpty() || isPadded) {
            throw new MalformedMessageException(NAME + '.' + member, start, "is no INTEGER in DER");
        }
        return new BigInteger(content.toByteArray());
    }

    private static Instant time(ByteReader in) throws MalformedMessageException {
        int start = in.position();
        Bytes content = next(in, GENERALIZED_TIME, "genTime").content();
        Matcher parts = TIME.matcher(content.isAscii(0, content.length()) ? content.utf8() : "");
        if (parts.matches()) {
            String fraction = (parts.group(7) == null ? "" : parts.group(7)) + "000000000";
            try {
                return LocalDateTime.of(
                                number(parts, 1),
                                number(parts, 2),
                                number(parts, 3),
                                number(parts, 4),
                                number(parts, 5),
                                number(parts, 6),
                                Integer.parseInt(fraction.substring(0, 9)))
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw new MalformedMessageException(NAME + ".genTime", start, "is no date");
            }
        }
        throw new MalformedMessageException(NAME + ".genTime", start, "is no GeneralizedTime in DER");
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** accuracy, ordering, nonce, tsa and extensions, each once and in this order. */
    private static void readOptional(ByteReader in) throws MalformedMessageException {
        int from = 0;
        while (in.remaining() > 0) {
            int start = in.position();
            int tag = DerElement.next(in, NAME).tag();
            while (from < OPTIONAL.length && OPTIONAL[from] != tag) {
                from++;
            }
            if (from == OPTIONAL.length) {
                throw new MalformedMessageException(NAME, start, "has a member with tag " + tag + " where none is");
            }
            from++;
        }
    }
}

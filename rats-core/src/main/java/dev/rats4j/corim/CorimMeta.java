package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads and writes who signs: corim-meta-map (8) and CWT claims (15) of the protected header. */
final class CorimMeta {

    static final CborKey CORIM_META = CborKey.of(8);

    private static final long ISSUER = 1;
    private static final long SUBJECT = 2;
    private static final long EXPIRY = 4;
    private static final long NOT_BEFORE = 5;

    private CorimMeta() {}

    /** What the protected header says; in the other one anybody may have said it, so there it is refused. */
    static SignedCorim.Meta read(CoseHeaders headers, CoseHeaders unprotected) throws MalformedMessageException {
        for (CborKey label : List.of(CORIM_META, CoseHeaders.CWT_CLAIMS)) {
            if (unprotected.labels().contains(label)) {
                throw new MalformedMessageException(
                        "signed-corim", 0, "has corim-meta or CWT claims in the unprotected header");
            }
        }
        Optional<CborItem> encodedMeta = headers.value(CORIM_META);
        Optional<CborItem> claims = headers.value(CoseHeaders.CWT_CLAIMS);
        if (encodedMeta.isEmpty() && claims.isEmpty()) {
            throw new MalformedMessageException("signed-corim", 0, "has neither corim-meta nor CWT claims");
        }
        if (claims.isEmpty()) {
            return readMeta(encodedMeta.get());
        }
        SignedCorim.Meta ofClaims = readClaims(claims.get());
        if (encodedMeta.isEmpty()) {
            return ofClaims;
        }
        SignedCorim.Meta ofMeta = readMeta(encodedMeta.get());
        if (!ofMeta.signerName().equals(ofClaims.signerName())
                || !ofMeta.validity().equals(ofClaims.validity())) {
            throw new MalformedMessageException("signed-corim", 0, "corim-meta and CWT claims do not say the same");
        }
        return ofMeta;
    }

    private static SignedCorim.Meta readMeta(CborItem item) throws MalformedMessageException {
        CborItem decoded = CborItem.decode(item.bytes("corim-meta"), CborProfile.WELL_FORMED);
        CborMap map = decoded.map("corim-meta-map");
        CborItem signer = map.required(0, "signer");
        Optional<CborItem> validity = map.optional(1);
        map.expectNoOthers();
        return readSigner(
                signer,
                validity.isPresent()
                        ? Optional.of(new PartReader(CborCursor.of(validity.get())).validity())
                        : Optional.empty());
    }

    private static SignedCorim.Meta readSigner(CborItem item, Optional<Validity> validity)
            throws MalformedMessageException {
        CborCursor in = CborCursor.of(item);
        Optional<String> name = Optional.empty();
        Optional<String> uri = Optional.empty();
        Map<Long, Bytes> extensions = new TreeMap<>();
        in.enterMap("corim-signer-map");
        while (in.more()) {
            long key = in.key("corim-signer-map");
            if (key == 0) {
                name = Optional.of(in.text("corim-signer-map.signer-name"));
            } else if (key == 1) {
                uri = Optional.of(new PartReader(in).uri());
            } else {
                extensions.put(key, in.item().encoded());
            }
        }
        if (name.isEmpty()) {
            throw item.malformed("corim-signer-map", "lacks signer-name (0)");
        }
        return new SignedCorim.Meta(name.get(), uri, validity, extensions);
    }

    /** Without an end, a start alone is valid for ever. */
    private static SignedCorim.Meta readClaims(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("CWT claims");
        String issuer = map.required(ISSUER, "iss").text("iss");
        Optional<CborItem> subject = map.optional(SUBJECT);
        if (subject.isPresent()) {
            subject.get().text("sub");
        }
        Optional<CborItem> expiry = map.optional(EXPIRY);
        Optional<CborItem> start = map.optional(NOT_BEFORE);
        if (expiry.isEmpty() && start.isEmpty()) {
            return new SignedCorim.Meta(issuer, Optional.empty());
        }
        Instant notAfter =
                expiry.isPresent() ? PartReader.time(expiry.get(), RoundingMode.FLOOR, "exp") : Validity.END_OF_TIME;
        Optional<Instant> notBefore = start.isPresent()
                ? Optional.of(PartReader.time(start.get(), RoundingMode.CEILING, "nbf"))
                : Optional.empty();
        if (notBefore.filter(notAfter::isBefore).isPresent()) {
            throw item.malformed("CWT claims", "exp is before nbf");
        }
        return new SignedCorim.Meta(issuer, Optional.of(new Validity(notBefore, notAfter)));
    }

    static Bytes writeMeta(SignedCorim.Meta meta) {
        Cbor.MapBuilder signer = Cbor.map().put(0, Cbor.text(meta.signerName()));
        meta.signerUri().ifPresent(uri -> signer.put(1, CorimWriter.writeUri(uri)));
        meta.extensions().forEach(signer::put);
        Cbor.MapBuilder map = Cbor.map().put(0, signer.encode());
        meta.validity().ifPresent(validity -> map.put(1, CorimWriter.write(validity)));
        return Cbor.bytes(map.encode());
    }

    static Bytes writeClaims(SignedCorim.Meta meta) {
        Cbor.MapBuilder claims = Cbor.map().put(ISSUER, Cbor.text(meta.signerName()));
        meta.validity().ifPresent(validity -> {
            claims.put(EXPIRY, Cbor.integer(validity.notAfter().getEpochSecond()));
            validity.notBefore().ifPresent(start -> claims.put(NOT_BEFORE, Cbor.integer(start.getEpochSecond())));
        });
        return claims.encode();
    }
}

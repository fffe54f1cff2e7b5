package dev.rats4j.tee.cca;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CosePublicKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** Claim 44237 as a key. */
final class RealmKey {

    private static final int UNCOMPRESSED = 4;
    private static final int HALF = 49;

    private RealmKey() {}

    /** The key, if it is one. */
    static Optional<CosePublicKey> of(Bytes claim, CryptoBackend crypto) {
        try {
            return Optional.of(claim.length() == CcaClaim.POINT ? point(claim, crypto) : coseKey(claim, crypto));
        } catch (MalformedMessageException e) {
            return Optional.empty(); // the check that fails says all that matters
        }
    }

    private static CosePublicKey coseKey(Bytes claim, CryptoBackend crypto) throws MalformedMessageException {
        return CosePublicKey.decode(CborItem.decode(claim, CborProfile.WELL_FORMED), crypto);
    }

    private static CosePublicKey point(Bytes claim, CryptoBackend crypto) throws MalformedMessageException {
        if (claim.at(0) != UNCOMPRESSED) {
            throw new MalformedMessageException(CcaClaim.PUBLIC_KEY.name(), 0, "is no uncompressed point");
        }
        Bytes x = claim.slice(1, HALF);
        Bytes y = claim.slice(HALF, CcaClaim.POINT);
        return new CosePublicKey(crypto.ecPublicKey(EllipticCurve.P384, x, y), Optional.empty(), Optional.empty());
    }
}

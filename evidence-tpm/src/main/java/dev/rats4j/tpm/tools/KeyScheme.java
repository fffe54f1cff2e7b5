package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Map;
import java.util.Optional;

/** The signature scheme that a restricted key is bound to; {@code tpm2_quote} wants to be told. */
record KeyScheme(String name, HashAlgorithm hash) {

    private static final Map<Integer, String> NAMES = Map.of(0x0014, "rsassa", 0x0016, "rsapss", 0x0018, "ecdsa");
    private static final String ADVICE = "Use a restricted signing key of scheme rsassa, rsapss or ecdsa.";

    /** Reads the beginning of a TPMT_PUBLIC: type, nameAlg, attributes, policy, symmetric, scheme (Part 2, 12.2.4). */
    static KeyScheme of(Bytes publicArea) throws AttesterException {
        try {
            ByteReader in = new ByteReader(publicArea);
            in.bytes(8, "TPMT_PUBLIC.type to objectAttributes");
            in.bytes(in.u16("TPMT_PUBLIC.authPolicy.size"), "TPMT_PUBLIC.authPolicy");
            int symmetric = in.u16("TPMT_PUBLIC.parameters.symmetric");
            if (symmetric != 0x0010) {
                throw new AttesterException("tpm2_readpublic", 0, "the key is a storage key", ADVICE);
            }
            Optional<String> name = Optional.ofNullable(NAMES.get(in.u16("TPMT_PUBLIC.parameters.scheme")));
            Optional<HashAlgorithm> hash =
                    name.isEmpty() ? Optional.empty() : TpmHash.of(in.u16("TPMT_PUBLIC.parameters.scheme.hashAlg"));
            if (name.isEmpty() || hash.isEmpty()) {
                throw new AttesterException("tpm2_readpublic", 0, "the key has no known signature scheme", ADVICE);
            }
            return new KeyScheme(name.get(), hash.get());
        } catch (MalformedMessageException e) {
            AttesterException failure =
                    new AttesterException("tpm2_readpublic", 0, "not a TPMT_PUBLIC: " + e.getMessage(), ADVICE);
            failure.initCause(e);
            throw failure;
        }
    }
}

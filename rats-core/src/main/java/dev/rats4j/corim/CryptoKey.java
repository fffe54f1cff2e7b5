package dev.rats4j.corim;

import dev.rats4j.wire.Bytes;

/**
 * A crypto-key-type-choice, kept as it is compared: tag and deterministic encoding of the content.
 *
 * @param tag 554 PKIX key, 555 certificate, 556 path (base64 text), 557 key thumbprint, 558 COSE_Key, 559 certificate thumbprint,
 *     560 bytes, 561 path thumbprint, 562 DER certificate
 * @param content the tagged item, deterministically encoded CBOR
 */
public record CryptoKey(long tag, Bytes content) {}

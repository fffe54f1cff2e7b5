package dev.rats4j;

import dev.rats4j.wire.Bytes;

/**
 * Evidence as it travels: a media type and bytes. Nothing in it is believed.
 *
 * @param mediaType without parameters that are not part of the scheme's identity, for example {@code application/cmw+cbor}
 * @param content the bytes as received
 */
public record Evidence(String mediaType, Bytes content) {}

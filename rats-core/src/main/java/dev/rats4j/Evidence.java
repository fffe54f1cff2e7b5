package dev.rats4j;

import dev.rats4j.wire.Bytes;

/**
 * Evidence as it travels: a media type and bytes. Nothing in it is believed.
 *
 * @param mediaType for example {@code application/cmw+cbor}, in any case; its parameters choose no scheme
 * @param content the bytes as received
 */
public record Evidence(String mediaType, Bytes content) {}

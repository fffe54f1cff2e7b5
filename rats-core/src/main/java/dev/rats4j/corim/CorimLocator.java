package dev.rats4j.corim;

import dev.rats4j.cbor.NamedDigest;
import java.util.List;

/**
 * A corim-locator-map: where a CoRIM is that this one depends on. One address or thumbprint is written alone, several as an array.
 *
 * @param hrefs URIs, at least one
 * @param thumbprints digests of the CoRIM, possibly none
 */
public record CorimLocator(List<String> hrefs, List<NamedDigest> thumbprints) {

    /** Copies the lists; refuses a locator without an address. */
    public CorimLocator {
        hrefs = List.copyOf(hrefs);
        thumbprints = List.copyOf(thumbprints);
        if (hrefs.isEmpty()) {
            throw new IllegalArgumentException("a locator has at least one href");
        }
    }
}

package dev.rats4j.cots;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.corim.CorimItems;
import dev.rats4j.corim.TagIdentity;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A concise-ta-store-map.
 *
 * @param language of texts for people
 * @param identity of the store
 * @param environments where the anchors may be used; none of them means everywhere
 * @param purposes what for; none means everything
 * @param permittedClaims claims-sets, encoded maps; none means all
 * @param excludedClaims claims-sets, encoded maps
 * @param anchors at least one
 * @param certificates of certification authorities, DER; to be validated like any other
 */
public record TaStore(
        Optional<String> language,
        Optional<TagIdentity> identity,
        List<EnvironmentGroup> environments,
        List<String> purposes,
        List<Bytes> permittedClaims,
        List<Bytes> excludedClaims,
        List<TrustAnchor> anchors,
        List<Bytes> certificates) {

    /** Purposes that the draft names. */
    public static final List<String> PURPOSES =
            List.of("cots", "corim", "comid", "coswid", "eat", "key-attestation", "certificate", "dloa");

    private static final String NAME = "concise-ta-store-map";
    private static final String KEYS = "cas-and-tas-map";

    /** Copies; refuses stores without an anchor. */
    public TaStore {
        environments = List.copyOf(environments);
        purposes = List.copyOf(purposes);
        permittedClaims = List.copyOf(permittedClaims);
        excludedClaims = List.copyOf(excludedClaims);
        anchors = List.copyOf(anchors);
        certificates = List.copyOf(certificates);
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException("a store has at least one anchor");
        }
    }

    /** Anchors for some environments, whatever they are used for. */
    public static TaStore of(List<EnvironmentGroup> environments, List<TrustAnchor> anchors) {
        return new TaStore(
                Optional.empty(), Optional.empty(), environments, List.of(), List.of(), List.of(), anchors, List.of());
    }

    /** Whether the anchors may be used for a purpose. */
    public boolean isFor(String purpose) {
        return purposes.isEmpty() || purposes.contains(purpose);
    }

    static TaStore read(CborItem item) throws MalformedMessageException {
        CborMap map = item.map(NAME);
        Optional<CborItem> language = map.optional(0);
        Optional<CborItem> identity = map.optional(1);
        List<EnvironmentGroup> environments = new ArrayList<>();
        for (CborItem group : map.required(2, "environments").elements(NAME + ".environments")) {
            environments.add(EnvironmentGroup.read(group));
        }
        List<String> purposes = list(map.optional(3), "purposes", CborItem::text);
        List<Bytes> permitted = list(map.optional(4), "perm_claims", TaStore::readClaims);
        List<Bytes> excluded = list(map.optional(5), "excl_claims", TaStore::readClaims);
        CborMap keys = map.required(6, "keys").map(KEYS);
        map.expectNoOthers();
        Optional<CborItem> anchors = Optional.of(keys.required(0, "tas"));
        Optional<CborItem> certificates = keys.optional(1);
        keys.expectNoOthers();
        return new TaStore(
                language.isPresent() ? Optional.of(language.get().text(NAME + ".language")) : Optional.empty(),
                identity.isPresent() ? Optional.of(CorimItems.readTagIdentity(identity.get())) : Optional.empty(),
                environments,
                purposes,
                permitted,
                excluded,
                list(anchors, "keys.tas", TrustAnchor::read),
                list(certificates, "keys.cas", TrustAnchor::readCertificate));
    }

    private interface Reader<T> {
        T read(CborItem item, String field) throws MalformedMessageException;
    }

    private static <T> List<T> list(Optional<CborItem> item, String member, Reader<T> reader)
            throws MalformedMessageException {
        List<T> values = new ArrayList<>();
        if (item.isPresent()) {
            String field = NAME + '.' + member;
            for (CborItem element : item.get().elements(field)) {
                values.add(reader.read(element, field));
            }
            if (values.isEmpty()) {
                throw item.get().malformed(field, "is empty");
            }
        }
        return values;
    }

    private static Bytes readClaims(CborItem item, String field) throws MalformedMessageException {
        return Cbor.deterministic(item.map(field).item());
    }

    Bytes encoded() {
        Cbor.MapBuilder keys = Cbor.map()
                .put(0, Cbor.array(anchors.stream().map(TrustAnchor::encoded).toList()));
        put(keys, 1, certificates.stream().map(Cbor::bytes).toList());
        Cbor.MapBuilder map = Cbor.map()
                .put(
                        2,
                        Cbor.array(environments.stream()
                                .map(EnvironmentGroup::encoded)
                                .toList()))
                .put(6, keys.encode());
        language.ifPresent(tag -> map.put(0, Cbor.text(tag)));
        identity.ifPresent(tag -> map.put(1, CorimItems.encoded(tag)));
        put(map, 3, purposes.stream().map(Cbor::text).toList());
        put(map, 4, permittedClaims);
        put(map, 5, excludedClaims);
        return map.encode();
    }

    private static void put(Cbor.MapBuilder map, long key, List<Bytes> items) {
        if (!items.isEmpty()) {
            map.put(key, Cbor.array(items));
        }
    }
}

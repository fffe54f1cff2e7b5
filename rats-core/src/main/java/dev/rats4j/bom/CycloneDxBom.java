package dev.rats4j.bom;

import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A bill of materials, CycloneDX 1.6 or 1.7 in JSON. Nobody answers for it: signatures are those of the envelope it came in; the one
 * that it may carry itself ({@code signature}, JSF) is not verified.
 *
 * @param specVersion {@code 1.6} or {@code 1.7}
 * @param serialNumber {@code urn:uuid:} and a UUID
 * @param version of the document, from 1
 * @param subject what the document is about ({@code metadata.component})
 * @param components the parts, at the outermost level
 * @param declarations claims, evidence and attestations to standards, uninterpreted
 * @param definitions standards and their requirements, uninterpreted
 */
public record CycloneDxBom(
        String specVersion,
        Optional<String> serialNumber,
        long version,
        Optional<BomComponent> subject,
        List<BomComponent> components,
        Optional<JsonObject> declarations,
        Optional<JsonObject> definitions) {

    /** The media type in JSON. */
    public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";
    /** Most bytes of a document. */
    public static final int MAX_LENGTH = 64 << 20;

    private static final JsonLimits LIMITS = new JsonLimits(MAX_LENGTH, JsonLimits.MAX_DEPTH, 1 << 24, 1 << 22);
    private static final Set<String> VERSIONS = Set.of("1.6", "1.7");
    private static final Pattern SERIAL_NUMBER =
            Pattern.compile("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Set<String> MEMBERS = Set.of(
            "$schema",
            "bomFormat",
            "specVersion",
            "serialNumber",
            "version",
            "metadata",
            "components",
            "services",
            "externalReferences",
            "dependencies",
            "compositions",
            "vulnerabilities",
            "annotations",
            "formulation",
            "declarations",
            "definitions",
            "citations",
            "properties",
            "signature");

    /** Copies the list. */
    public CycloneDxBom {
        components = List.copyOf(components);
    }

    /**
     * Reads a document.
     *
     * @throws MalformedMessageException for another version or format, members that the format does not have, and wrong types
     */
    public static CycloneDxBom decode(Bytes json) throws MalformedMessageException {
        JsonObject bom = Json.parseObject(json, LIMITS);
        if (!bom.string("bomFormat").equals("CycloneDX")) {
            throw bom.malformed("bomFormat", "is not CycloneDX");
        }
        if (!VERSIONS.contains(bom.string("specVersion"))) {
            throw bom.malformed("specVersion", "is neither 1.6 nor 1.7");
        }
        bom.expectOnly(MEMBERS);
        Optional<JsonObject> metadata = bom.optionalObject("metadata");
        Optional<JsonObject> subject =
                metadata.isPresent() ? metadata.get().optionalObject("component") : Optional.empty();
        return new CycloneDxBom(
                bom.string("specVersion"),
                serialNumber(bom),
                version(bom),
                subject.isPresent() ? Optional.of(BomComponent.of(subject.get())) : Optional.empty(),
                BomComponent.list(bom),
                bom.optionalObject("declarations"),
                bom.optionalObject("definitions"));
    }

    private static Optional<String> serialNumber(JsonObject bom) throws MalformedMessageException {
        Optional<String> given = bom.optionalString("serialNumber");
        if (given.isPresent() && !SERIAL_NUMBER.matcher(given.get()).matches()) {
            throw bom.malformed("serialNumber", "is not urn:uuid: and a UUID");
        }
        return given;
    }

    private static long version(JsonObject bom) throws MalformedMessageException {
        long version = bom.optionalInteger("version").orElse(1L);
        if (version < 1) {
            throw bom.malformed("version", "is below 1");
        }
        return version;
    }

    /** All components at any level, the outer before the inner; that of the metadata first. */
    public List<BomComponent> allComponents() {
        List<BomComponent> all = new ArrayList<>();
        Deque<BomComponent> open = new ArrayDeque<>();
        subject.ifPresent(open::add);
        open.addAll(components);
        while (!open.isEmpty()) {
            BomComponent next = open.removeFirst();
            all.add(next);
            open.addAll(next.components());
        }
        return all;
    }

    /** The models among them. */
    public List<BomComponent> models() {
        return allComponents().stream()
                .filter(component -> component.type().equals(BomComponent.MODEL))
                .toList();
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "CycloneDX " + specVersion + " with " + components.size() + " components";
    }
}

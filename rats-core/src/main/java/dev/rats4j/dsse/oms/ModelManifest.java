package dev.rats4j.dsse.oms;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.dsse.DigestSet;
import dev.rats4j.dsse.InTotoStatement;
import dev.rats4j.dsse.ResourceDescriptor;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The files of a model and their digests, OMS 1.0. It is as good as the signature it came with, {@link SignedModel}.
 *
 * @param name of the model, for people
 * @param serialization how files were listed and hashed
 * @param resources files or pieces, in the order of the code points of their names, each name once
 */
public record ModelManifest(String name, ModelSerialization serialization, List<ModelResource> resources) {

    /** Its predicate type. */
    public static final String PREDICATE_TYPE = "https://model_signing/signature/v1.0";

    private static final String DEPRECATED = "https://model_signing/Digests/v0.1";
    private static final int MAX_RESOURCES = 1_000_000;

    /** Refuses an empty name, resources in another order or twice, and digests of another length. */
    public ModelManifest {
        resources = List.copyOf(resources);
        if (name.isEmpty() || resources.size() > MAX_RESOURCES) {
            throw new IllegalArgumentException("no name, or too many resources");
        }
        if (firstOutOfOrder(resources).isPresent()) {
            throw new IllegalArgumentException("resources out of order, or one twice");
        }
        int length = serialization.hash().length();
        if (resources.stream().anyMatch(resource -> resource.digest().length() != length)) {
            throw new IllegalArgumentException("a digest of another hash function");
        }
    }

    private static Optional<Integer> firstOutOfOrder(List<ModelResource> resources) {
        for (int i = 1; i < resources.size(); i++) {
            String before = resources.get(i - 1).name();
            if (ModelResource.ORDER.compare(before, resources.get(i).name()) >= 0) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads the manifest of a statement.
     *
     * @throws MalformedMessageException for another predicate, also the deprecated {@code Digests/v0.1}; for members that the format does
     *     not have, resources out of order or twice; if the digest of the subject is not that of the resources
     */
    public static ModelManifest of(InTotoStatement statement) throws MalformedMessageException {
        if (!statement.predicateType().equals(PREDICATE_TYPE)) {
            String detail = statement.predicateType().equals(DEPRECATED)
                    ? "is that of bundles before version 0.3, which is not read"
                    : "is not " + PREDICATE_TYPE;
            throw new MalformedMessageException("$.predicateType", 0, detail);
        }
        JsonObject predicate = statement.predicate();
        predicate.expectOnly(Set.of("resources", "serialization"));
        ModelSerialization serialization = ModelSerialization.of(predicate.object("serialization"));
        List<ModelResource> resources = resources(predicate, serialization.hash());
        if (statement.subjects().size() != 1) {
            throw new MalformedMessageException("$.subject", 0, "is not one model");
        }
        ResourceDescriptor subject = statement.subjects().get(0);
        String name = subject.name().filter(text -> !text.isEmpty()).orElse("");
        if (name.isEmpty()) {
            throw new MalformedMessageException("$.subject[0].name", 0, "is missing or empty");
        }
        ModelManifest manifest = new ModelManifest(name, serialization, resources);
        boolean same = subject.digest()
                .flatMap(set -> set.digest(HashAlgorithm.SHA256))
                .filter(digest -> digest.value().equals(manifest.root()))
                .isPresent();
        if (!same) {
            throw new MalformedMessageException("$.subject[0].digest", 0, "is not that of the resources");
        }
        return manifest;
    }

    private static List<ModelResource> resources(JsonObject predicate, ModelHash hash)
            throws MalformedMessageException {
        JsonArray given = predicate.array("resources");
        if (given.values().size() > MAX_RESOURCES) {
            throw predicate.malformed("resources", "are more than " + MAX_RESOURCES);
        }
        List<ModelResource> resources = new ArrayList<>();
        for (JsonObject json : given.objects()) {
            resources.add(ModelResource.of(json, hash));
        }
        Optional<Integer> first = firstOutOfOrder(resources);
        if (first.isPresent()) {
            throw given.malformed(first.get(), "is out of order, or there twice");
        }
        return resources;
    }

    /** The manifest of files, to be signed. */
    public static ModelManifest of(String name, ModelFiles files, ModelSerialization serialization) throws IOException {
        ModelHashing hashing = new ModelHashing(files, serialization);
        Predicate<String> ignored = serialization.ignoring();
        List<ModelResource> resources = new ArrayList<>();
        for (String file : files.names()) {
            if (!ignored.test(file)) {
                resources.addAll(hashing.resources(file));
            }
        }
        resources.sort((one, other) -> ModelResource.ORDER.compare(one.name(), other.name()));
        return new ModelManifest(name, serialization, resources);
    }

    /**
     * The digest of the subject: SHA-256, whatever the files are hashed with, over their digests in the order of the manifest. It does
     * not cover names: who names a model by a digest takes that of the statement.
     */
    public Bytes root() {
        return HashAlgorithm.SHA256
                .digest(resources.stream().map(ModelResource::digest).toArray(Bytes[]::new))
                .value();
    }

    /**
     * Compares with files. All of them are read, also those that differ by name.
     *
     * @throws IOException if a file cannot be read; nothing is known then
     */
    public ModelComparison compare(ModelFiles files) throws IOException {
        Map<String, List<ModelResource>> expected = byFile();
        ModelHashing hashing = new ModelHashing(files, serialization);
        Predicate<String> ignored = serialization.ignoring();
        List<String> extra = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> uncovered = new ArrayList<>();
        for (String file : new TreeSet<>(files.names())) {
            List<ModelResource> signed = expected.remove(file);
            if (signed == null && ignored.test(file)) {
                uncovered.add(file);
            } else {
                List<ModelResource> found = hashing.resources(file);
                if (signed == null) {
                    (found.isEmpty() ? uncovered : extra).add(file);
                } else if (!sorted(found).equals(signed)) {
                    changed.add(file);
                }
            }
        }
        List<String> missing = new ArrayList<>(expected.keySet());
        Collections.sort(missing);
        return new ModelComparison(missing, extra, changed, uncovered);
    }

    private static List<ModelResource> sorted(List<ModelResource> resources) {
        return resources.stream()
                .sorted((one, other) -> ModelResource.ORDER.compare(one.name(), other.name()))
                .toList();
    }

    private Map<String, List<ModelResource>> byFile() {
        Map<String, List<ModelResource>> files = new HashMap<>();
        for (ModelResource resource : resources) {
            files.computeIfAbsent(file(resource.name()), file -> new ArrayList<>())
                    .add(resource);
        }
        return files;
    }

    /** The file of a piece: what is before its start and end. A name that has none is no piece, and equals none that is computed. */
    private String file(String resource) {
        int end = resource.lastIndexOf(':');
        int start = end < 1 ? -1 : resource.lastIndexOf(':', end - 1);
        return serialization.shardSize().isEmpty() || start < 1 ? resource : resource.substring(0, start);
    }

    /** The statement about it, to be signed. */
    public InTotoStatement toStatement() {
        JsonObject predicate = JsonObject.builder()
                .put(
                        "resources",
                        JsonArray.of(resources.stream()
                                .map(resource -> resource.toJson(serialization.hash()))
                                .toList()))
                .put("serialization", serialization.toJson())
                .build();
        DigestSet digest = new DigestSet(Map.of("sha256", root().toHex()));
        return new InTotoStatement(List.of(ResourceDescriptor.of(name, digest)), PREDICATE_TYPE, predicate);
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "manifest of " + resources.size() + " resources";
    }
}

package dev.rats4j;

/** The eight aspects of the trustworthiness vector, AR4SI 2.3.4, with their keys. */
public enum Aspect {
    /** Is the Attester known? */
    INSTANCE_IDENTITY(0, "instance-identity"),
    /** Is its configuration approved? */
    CONFIGURATION(1, "configuration"),
    /** Are files, scripts and code in memory approved? */
    EXECUTABLES(2, "executables"),
    /** Is the file system approved? */
    FILE_SYSTEM(3, "file-system"),
    /** Are hardware and firmware genuine? */
    HARDWARE(4, "hardware"),
    /** Is memory hidden from others? */
    RUNTIME_OPAQUE(5, "runtime-opaque"),
    /** Is storage hidden from others? */
    STORAGE_OPAQUE(6, "storage-opaque"),
    /** Is data from others trusted? */
    SOURCED_DATA(7, "sourced-data");

    private final int key;
    private final String label;

    Aspect(int key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Key in CBOR. */
    public int key() {
        return key;
    }

    /** Name in JSON. */
    public String label() {
        return label;
    }
}

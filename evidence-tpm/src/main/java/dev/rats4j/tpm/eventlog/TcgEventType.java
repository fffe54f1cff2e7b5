package dev.rats4j.tpm.eventlog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Types of events: TCG PC Client Platform Firmware Profile 1.06, section 10.4.1. Reserved numbers are left out. */
public enum TcgEventType {
    /** Platform firmware. */
    EV_POST_CODE(0x1, Covers.OTHER),
    /** Informative, not extended. */
    EV_NO_ACTION(0x3, Covers.OTHER),
    /** End of the firmware's measurements. */
    EV_SEPARATOR(0x4, Covers.DATA),
    /** A text about an action. */
    EV_ACTION(0x5, Covers.DATA),
    /** Defined by the operating system. */
    EV_EVENT_TAG(0x6, Covers.OTHER),
    /** Contents of the static root of trust. */
    EV_S_CRTM_CONTENTS(0x7, Covers.OTHER),
    /** Version of the static root of trust. */
    EV_S_CRTM_VERSION(0x8, Covers.DATA),
    /** Microcode. */
    EV_CPU_MICROCODE(0x9, Covers.OTHER),
    /** Settings of the platform; vendors hash them in their own ways. */
    EV_PLATFORM_CONFIG_FLAGS(0xa, Covers.OTHER),
    /** Devices of the platform; vendors hash them in their own ways. */
    EV_TABLE_OF_DEVICES(0xb, Covers.OTHER),
    /** A hash made elsewhere. */
    EV_COMPACT_HASH(0xc, Covers.OTHER),
    /** Something of a boot loader. */
    EV_IPL(0xd, Covers.OTHER),
    /** Data of the boot partition. */
    EV_IPL_PARTITION_DATA(0xe, Covers.OTHER),
    /** Code of a non-host platform. */
    EV_NONHOST_CODE(0xf, Covers.OTHER),
    /** Configuration of a non-host platform. */
    EV_NONHOST_CONFIG(0x10, Covers.OTHER),
    /** Information about a non-host platform. */
    EV_NONHOST_INFO(0x11, Covers.OTHER),
    /** Boot devices are not measured. */
    EV_OMIT_BOOT_DEVICE_EVENTS(0x12, Covers.OTHER),
    /** Platform firmware, with a description. */
    EV_POST_CODE2(0x13, Covers.OTHER),
    /** A UEFI variable that configures drivers, for example Secure Boot. */
    EV_EFI_VARIABLE_DRIVER_CONFIG(0x80000001L, Covers.DATA),
    /** A UEFI variable of the boot order; older firmware hashes only the variable's own data. */
    EV_EFI_VARIABLE_BOOT(0x80000002L, Covers.DATA_OR_VARIABLE),
    /** A boot loader or kernel. */
    EV_EFI_BOOT_SERVICES_APPLICATION(0x80000003L, Covers.OTHER),
    /** A driver. */
    EV_EFI_BOOT_SERVICES_DRIVER(0x80000004L, Covers.OTHER),
    /** A driver that stays. */
    EV_EFI_RUNTIME_SERVICES_DRIVER(0x80000005L, Covers.OTHER),
    /** The partition table. */
    EV_EFI_GPT_EVENT(0x80000006L, Covers.DATA),
    /** A text about an action. */
    EV_EFI_ACTION(0x80000007L, Covers.DATA),
    /** A volume of firmware. */
    EV_EFI_PLATFORM_FIRMWARE_BLOB(0x80000008L, Covers.OTHER),
    /** Tables that firmware hands over; the digest is over the tables, the data points to them. */
    EV_EFI_HANDOFF_TABLES(0x80000009L, Covers.OTHER),
    /** A volume of firmware, with a description. */
    EV_EFI_PLATFORM_FIRMWARE_BLOB2(0x8000000aL, Covers.OTHER),
    /** Tables that firmware hands over, with a description. */
    EV_EFI_HANDOFF_TABLES2(0x8000000bL, Covers.OTHER),
    /** A UEFI variable of the boot order, hashed whole. */
    EV_EFI_VARIABLE_BOOT2(0x8000000cL, Covers.DATA_OR_VARIABLE),
    /** The partition table with device path. */
    EV_EFI_GPT_EVENT2(0x8000000dL, Covers.DATA),
    /** Measured by the hardware before the firmware ran. */
    EV_EFI_HCRTM_EVENT(0x80000010L, Covers.OTHER),
    /** The entry of a signature database that an image was accepted by. */
    EV_EFI_VARIABLE_AUTHORITY(0x800000e0L, Covers.DATA_OR_ALL_BUT_LAST),
    /** Firmware of a device, told by SPDM. */
    EV_EFI_SPDM_FIRMWARE_BLOB(0x800000e1L, Covers.OTHER),
    /** Configuration of a device, told by SPDM. */
    EV_EFI_SPDM_FIRMWARE_CONFIG(0x800000e2L, Covers.OTHER),
    /** Policy about devices. */
    EV_EFI_SPDM_DEVICE_POLICY(0x800000e3L, Covers.DATA),
    /** The entry of a signature database that a device was accepted by. */
    EV_EFI_SPDM_DEVICE_AUTHORITY(0x800000e4L, Covers.DATA);

    /** What the digest of an event of the type is over. */
    enum Covers {
        /** The data. */
        DATA,
        /** The data, or the variable's content in it. */
        DATA_OR_VARIABLE,
        /** The data, or the data without its last byte, which shim once wrote too much. */
        DATA_OR_ALL_BUT_LAST,
        /** Something that is not in the log, or not always. */
        OTHER
    }

    private static final Map<Long, TcgEventType> BY_VALUE = new HashMap<>();

    static {
        for (TcgEventType type : values()) {
            BY_VALUE.put(type.value, type);
        }
    }

    private final long value;
    private final Covers covers;

    TcgEventType(long value, Covers covers) {
        this.value = value;
        this.covers = covers;
    }

    /** The number, unsigned 32 bits. */
    public long value() {
        return value;
    }

    /** The type of a number, if the specification has it. */
    public static Optional<TcgEventType> of(long value) {
        return Optional.ofNullable(BY_VALUE.get(value));
    }

    Covers covers() {
        return covers;
    }
}

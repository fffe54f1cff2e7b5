package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A small boot that no machine made, with the events of a real one in their usual order. The same settings give the same bytes. All
 * names in it say that it is synthetic.
 */
public final class SyntheticFirmwareLog {

    private static final Bytes GLOBAL = Bytes.fromHex("61dfe48bca93d211aa0d00e098032b8c");
    private static final Bytes IMAGE_SECURITY = Bytes.fromHex("cbb219d73a3d9645a3bcdad00e67656f");
    private static final int LAST_FIRMWARE_PCR = 7;

    /**
     * What differs from boot to boot.
     *
     * @param startupLocality 0, 3 or 4; 0 is not stated in the log
     * @param secureBoot value of the variable SecureBoot
     * @param firmwareVersion goes into PCR 0
     * @param bootLoader bytes that stand for the boot loader's image, measured into PCR 4
     * @param kernelCommandLine measured into PCR 12
     */
    public record Settings(
            int startupLocality,
            boolean secureBoot,
            String firmwareVersion,
            Bytes bootLoader,
            String kernelCommandLine) {

        /** Locality 0, Secure Boot on. */
        public static final Settings STANDARD = new Settings(
                0, true, "synthetic-firmware 1.0", Bytes.ofUtf8("synthetic boot loader image"), "quiet ro");

        /** Refuses another locality. */
        public Settings {
            if (!PcrZeroStart.LOCALITIES.contains(startupLocality)) {
                throw new IllegalArgumentException("locality 0, 3 or 4, not " + startupLocality);
            }
        }
    }

    private SyntheticFirmwareLog() {}

    /** A boot with {@link Settings#STANDARD}. */
    public static Bytes standard(HashAlgorithm... banks) {
        return standard(List.of(banks), Settings.STANDARD);
    }

    /** A boot that passes all checks of {@link TpmEventLogCheck} against the registers that it leads to. */
    public static Bytes standard(List<HashAlgorithm> banks, Settings settings) {
        EventLogWriter log = new EventLogWriter(banks);
        if (settings.startupLocality() != 0) {
            log.startupLocality(settings.startupLocality());
        }
        firmware(log, settings);
        secureBootVariables(log, settings);
        log.event(1, TcgEventType.EV_EFI_VARIABLE_BOOT2, variable(GLOBAL, "BootOrder", Bytes.of(0, 0)));
        log.event(4, TcgEventType.EV_EFI_ACTION, Bytes.ofUtf8("Calling EFI Application from Boot Option"));
        for (int pcr = 0; pcr <= LAST_FIRMWARE_PCR; pcr++) {
            log.separator(pcr);
        }
        bootLoader(log, settings);
        return log.toBytes();
    }

    private static void firmware(EventLogWriter log, Settings settings) {
        log.event(0, TcgEventType.EV_S_CRTM_VERSION, utf16(settings.firmwareVersion() + "\0"));
        log.event(
                0,
                TcgEventType.EV_EFI_PLATFORM_FIRMWARE_BLOB,
                Bytes.ofUtf8("synthetic firmware volume of " + settings.firmwareVersion()),
                Bytes.concat(LittleEndian.u64(0xff000000L), LittleEndian.u64(0x100000L)));
        log.event(
                2,
                TcgEventType.EV_EFI_BOOT_SERVICES_DRIVER,
                Bytes.ofUtf8("synthetic option ROM"),
                imageLoad(0x7e000000L, 0x8000));
    }

    private static void secureBootVariables(EventLogWriter log, Settings settings) {
        TcgEventType type = TcgEventType.EV_EFI_VARIABLE_DRIVER_CONFIG;
        log.event(7, type, variable(GLOBAL, "SecureBoot", Bytes.of(settings.secureBoot() ? 1 : 0)));
        log.event(7, type, variable(GLOBAL, "PK", Bytes.ofUtf8("synthetic platform key")));
        log.event(7, type, variable(GLOBAL, "KEK", Bytes.ofUtf8("synthetic key exchange key")));
        log.event(7, type, variable(IMAGE_SECURITY, "db", Bytes.ofUtf8("synthetic allowed signatures")));
        log.event(7, type, variable(IMAGE_SECURITY, "dbx", Bytes.ofUtf8("synthetic forbidden signatures")));
    }

    private static void bootLoader(EventLogWriter log, Settings settings) {
        log.event(5, TcgEventType.EV_EFI_GPT_EVENT, Bytes.ofUtf8("EFI PART synthetic partition table"));
        if (settings.secureBoot()) {
            log.event(
                    7,
                    TcgEventType.EV_EFI_VARIABLE_AUTHORITY,
                    variable(IMAGE_SECURITY, "db", Bytes.ofUtf8("synthetic allowed signature")));
        }
        log.event(
                4,
                TcgEventType.EV_EFI_BOOT_SERVICES_APPLICATION,
                settings.bootLoader(),
                imageLoad(0x7d000000L, settings.bootLoader().length()));
        log.event(12, TcgEventType.EV_IPL, utf16(settings.kernelCommandLine() + "\0"));
        log.event(5, TcgEventType.EV_EFI_ACTION, Bytes.ofUtf8("Exit Boot Services Invocation"));
        log.event(5, TcgEventType.EV_EFI_ACTION, Bytes.ofUtf8("Exit Boot Services Returned with Success"));
    }

    private static Bytes variable(Bytes guid, String name, Bytes data) {
        return new UefiVariable(guid, name, data).encode();
    }

    /** UEFI_IMAGE_LOAD_EVENT without a device path. */
    private static Bytes imageLoad(long address, long length) {
        return Bytes.concat(
                LittleEndian.u64(address), LittleEndian.u64(length), LittleEndian.u64(0), LittleEndian.u64(0));
    }

    private static Bytes utf16(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_16LE));
    }
}

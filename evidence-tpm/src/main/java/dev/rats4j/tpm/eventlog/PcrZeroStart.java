package dev.rats4j.tpm.eventlog;

import dev.rats4j.wire.Bytes;
import java.util.Optional;
import java.util.Set;

/**
 * What a log says about the value that PCR 0 had before the first event: PFP 1.06, sections 3.3.4.1 and 10.4.5.3.
 *
 * @param locality last byte of the start value: 0, 3 or 4 (also for H-CRTM)
 * @param irregularity why the statement is not one that the specification allows, if it is not
 */
record PcrZeroStart(int locality, Optional<String> irregularity) {

    /** Localities that TPM2_Startup can come from; 4 is also the start value after an H-CRTM sequence. */
    static final Set<Integer> LOCALITIES = Set.of(0, 3, 4);

    static final Bytes SIGNATURE = Bytes.concat(Bytes.ofUtf8("StartupLocality"), Bytes.of(0));

    private static final int HCRTM = 4;

    static PcrZeroStart of(TcgEventLog log) {
        return new Reading().read(log);
    }

    private static final class Reading {
        private Optional<String> irregularity = Optional.empty();
        private int stated = -1;
        private boolean extended;
        private boolean hcrtm;

        PcrZeroStart read(TcgEventLog log) {
            for (TcgEvent event : log.events()) {
                if (!event.extendsPcr()) {
                    if (event.untrustedData().startsWith(SIGNATURE)) {
                        statement(event);
                    }
                } else if (event.pcrIndex() == 0) {
                    firstOrLater(event);
                }
            }
            if (hcrtm) {
                complainIf(stated != -1 && stated != HCRTM, "StartupLocality contradicts the H-CRTM event");
                return new PcrZeroStart(HCRTM, irregularity);
            }
            return new PcrZeroStart(LOCALITIES.contains(stated) ? stated : 0, irregularity);
        }

        private void statement(TcgEvent event) {
            String where = " (event " + event.index() + ")";
            complainIf(stated != -1, "StartupLocality occurs twice" + where);
            complainIf(extended, "StartupLocality after the first extend of PCR 0" + where);
            complainIf(event.pcrIndex() != 0, "StartupLocality does not name PCR 0" + where);
            boolean whole = event.untrustedData().length() == SIGNATURE.length() + 1;
            complainIf(!whole, "StartupLocality has a wrong length" + where);
            if (whole && stated == -1 && !extended) {
                stated = event.untrustedData().at(SIGNATURE.length());
                complainIf(!LOCALITIES.contains(stated), "StartupLocality is " + stated + where);
            }
        }

        private void firstOrLater(TcgEvent event) {
            if (event.untrustedType() == TcgEventType.EV_EFI_HCRTM_EVENT.value()) {
                hcrtm |= !extended;
                complainIf(extended, "H-CRTM event after the first extend of PCR 0 (event " + event.index() + ")");
            }
            extended = true;
        }

        private void complainIf(boolean wrong, String complaint) {
            if (wrong && irregularity.isEmpty()) {
                irregularity = Optional.of(complaint);
            }
        }
    }
}

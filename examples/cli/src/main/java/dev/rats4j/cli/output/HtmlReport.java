package dev.rats4j.cli.output;

import dev.rats4j.Finding;
import dev.rats4j.json.Json;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as a page of its own: no script, nothing fetched. */
public final class HtmlReport {

    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; width: 100% }
            th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ccc }
            td.failed { color: #a00; font-weight: bold } td.passed { color: #070 } td.waived { color: #850 }
            code, pre { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
            """;

    private HtmlReport() {}

    /** The page. */
    public static String of(Report report) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.append(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.append("<title>").append(escaped(report.verdict())).append("</title>\n<style>\n");
        page.append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(report.verdict()))
                .append("</h1>\n");
        page.append("<p>").append(escaped(report.about())).append("<br>Verified as of ");
        page.append(escaped(report.at().toString())).append("</p>\n");
        report.notes().forEach(note -> page.append("<p>").append(escaped(note)).append("</p>\n"));
        findings(report, page);
        claims(report, page);
        report.ear()
                .ifPresent(ear -> page.append("<h2>Attestation result</h2>\n<pre>")
                        .append(escaped(Json.pretty(ear)))
                        .append("</pre>\n"));
        return page.append("</body></html>\n").toString();
    }

    private static void findings(Report report, StringBuilder page) {
        page.append("<h2>Checks</h2>\n<table><tr><th>Check</th><th>Outcome</th><th>Reason</th><th>Clause</th></tr>\n");
        for (Finding finding : report.findings()) {
            String outcome = finding.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            page.append("<tr><td><code>").append(escaped(finding.check().id()));
            page.append("</code></td><td class=\"")
                    .append(outcome.replace(' ', '-'))
                    .append("\">")
                    .append(outcome);
            page.append("</td><td>").append(escaped(finding.reason())).append("</td><td>");
            page.append(escaped(finding.check().definition().clause())).append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static void claims(Report report, StringBuilder page) {
        if (report.claims().isEmpty()) {
            return;
        }
        page.append("<h2>Claims</h2>\n<table><tr><th>Claim</th><th>Value</th></tr>\n");
        report.claims()
                .forEach((name, value) -> page.append("<tr><td><code>")
                        .append(escaped(name))
                        .append("</code></td><td><code>")
                        .append(escaped(value))
                        .append("</code></td></tr>\n"));
        page.append("</table>\n");
    }

    private static String escaped(String text) {
        String safe = text.lines().map(Printable::of).collect(Collectors.joining("\n"));
        return safe.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

/** Bills of materials: CycloneDX in JSON, as far as the provenance of models needs it. */
@NullMarked
package dev.rats4j.bom;

import org.jspecify.annotations.NullMarked;

/**
 * OpenSSF model signing (OMS) 1.0: manifests of models and data sets, their signatures, and the comparison with files.
 */
@NullMarked
package dev.rats4j.dsse.oms;

import org.jspecify.annotations.NullMarked;

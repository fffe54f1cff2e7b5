package dev.rats4j;

/**
 * A claim that may not be passed over in silence: it fails the appraisal unless a reference value corroborates it, or the policy
 * requires or ignores it.
 *
 * @param path where it stands
 * @param onFailure what its aspect claims if it is not as expected, for example 33 (unrecognised executables)
 */
public record CriticalClaim(ClaimPath<?> path, TrustworthinessClaim onFailure) {}

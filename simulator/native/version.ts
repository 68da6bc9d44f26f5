/**
 * Compares version numbers such as 5.0.11.
 *
 * @returns whether `version` is `minimum` or newer
 */
export function isAtLeast(version: string, minimum: string): boolean {
  const have = version.split('.').map(Number)
  const want = minimum.split('.').map(Number)
  for (let index = 0; index < want.length; index++) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

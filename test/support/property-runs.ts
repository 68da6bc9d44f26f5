/**
 * Number of examples for a slow property: `usual` in `npm test`, or the number in FAST_CHECK_RUNS when there is more
 * time.
 */
export function runs(usual: number): { numRuns: number } {
  return { numRuns: Number(process.env.FAST_CHECK_RUNS ?? usual) }
}

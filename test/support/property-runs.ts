/**
 * How many examples a slow property tries: `usual` in `npm test`, and the number in FAST_CHECK_RUNS where there is more time.
 */
export function runs(usual: number): { numRuns: number } {
  return { numRuns: Number(process.env.FAST_CHECK_RUNS ?? usual) }
}

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 *
 * The numbers of vitest's JSON reporter.
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} VitestReport
 */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 }

/**
 * Something failed that is not a test: lint, a build, a test file that could not be loaded. It counts as one failure, so
 * that the closing line never says "0 failed" of a run that failed.
 *
 * @type {Counts}
 */
export const ONE_FAILURE = { ...NONE, failed: 1 }

/**
 * @param {VitestReport} report
 * @returns {Counts}
 */
export function countsOf(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce((total, one) => ({
    passed: total.passed + one.passed,
    failed: total.failed + one.failed,
    skipped: total.skipped + one.skipped,
  }), NONE)
}

/**
 * @param {Counts} counts
 * @returns {string} the closing line of a test run
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

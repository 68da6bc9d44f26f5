/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 *
 * The numbers of vitest's JSON reporter.
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 }

/**
 * A failure that is not a test: lint, a build, a test file that could not be loaded. It counts as one failure, so that
 * the last line of a failed run never says "0 failed".
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
 * @returns {string} the last line of a test run
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

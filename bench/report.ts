/** One promise, what was measured, and whether it was kept. */
export interface Finding {
  promise: string
  measured: string
  kept: boolean
}

/** Prints the findings as a table. @returns whether all were kept */
export function report(findings: Finding[]): boolean {
  const width = (key: 'promise' | 'measured') => Math.max(...findings.map(finding => finding[key].length))
  const [promiseWidth, measuredWidth] = [width('promise'), width('measured')]
  for (const { promise, measured, kept } of findings) {
    console.log(`${promise.padEnd(promiseWidth)}  ${measured.padEnd(measuredWidth)}  ${kept ? '✔' : '✘'}`)
  }
  return findings.every(({ kept }) => kept)
}

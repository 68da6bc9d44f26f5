import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** A figure that differs by less is the same: machines are never idle. */
const NOISE = 0.1

/** Ratios by name. They are compared between machines, so there are no times among them. */
export type Figures = Record<string, number>

/** Figures of one benchmark, as they were committed. */
export interface CommittedFigures {
  /** Says what got worse, and what got better. */
  compare: (figures: Figures, better: 'higher' | 'lower') => string[]
  /** Replaces them. */
  keep: (figures: Figures) => void
}

/** @param name of the benchmark */
export function committedFigures(name: string): CommittedFigures {
  const file = new URL(`figures/${name}.json`, import.meta.url)
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Figures : {}
  return {
    compare: (figures, better) => Object.entries(figures).flatMap(([figure, now]) => {
      const before = known[figure]
      if (before === undefined) return [`${figure}: ${round(now)}, not measured before`]
      if (Math.abs(now / before - 1) < NOISE) return []
      return [`${figure}: ${(now > before) === (better === 'higher') ? 'better' : 'WORSE'}, ${before} → ${round(now)}`]
    }),
    keep(figures) {
      const rounded = Object.fromEntries(Object.entries(figures).map(([figure, now]) => [figure, round(now)]))
      writeFileSync(file, `${JSON.stringify(rounded, null, 2)}\n`)
    },
  }
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}

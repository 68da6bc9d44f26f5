import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** A few lines each, which open many screens. */
const isLong = ({ moduleId }: TestSpecification) => /\/screens\/every-[^/]+$/.test(moduleId)

/**
 * Starts with the files that take longest, so that no worker is alone with one of them at the end. Vitest does so where it
 * has run them before; in a fresh checkout it starts with the largest.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

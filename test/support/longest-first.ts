import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** Small files that open many screens. */
const isLong = ({ moduleId }: TestSpecification) => /\/screens\/every-[^/]+$/.test(moduleId)

/**
 * Starts the slowest files first, so that at the end no worker waits for another. Vitest does so from the second run
 * on; in a fresh checkout it starts with the largest files.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

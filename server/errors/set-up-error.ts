/** The process cannot start. `problems` has readable lines: the variable, what is wrong, what to do; no value. */
export class SetUpError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'SetUpError'
    this.problems = problems
  }
}

/** @returns what the admin has to fix before the process can start, one line per problem */
export function setUpProblems(error: unknown): readonly string[] {
  if (error instanceof SetUpError) return error.problems
  const { name, code } = error instanceof Error ? error as NodeJS.ErrnoException : { name: typeof error }
  return [`The start failed for a reason that has no advice: ${[name, code].filter(Boolean).join(' ')}.`]
}

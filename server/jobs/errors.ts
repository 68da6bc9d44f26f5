/** Another process has taken over the job. Every later write of this process is refused. */
export class LeaseLostError extends Error {
  constructor() {
    super('Another process does this job now')
    this.name = 'LeaseLostError'
  }
}

/** The job was told to stop. */
export class StoppedError extends Error {
  constructor() {
    super('The job was stopped')
    this.name = 'StoppedError'
  }
}

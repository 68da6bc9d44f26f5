/** Another process has taken the sync over: whatever this one still meant to write is refused. */
export class LeaseLostError extends Error {
  constructor() {
    super('Another process runs the sync now')
    this.name = 'LeaseLostError'
  }
}

/** The sync has been told to stop. */
export class StoppedError extends Error {
  constructor() {
    super('The sync has been stopped')
    this.name = 'StoppedError'
  }
}

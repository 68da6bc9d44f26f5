/** Emitted on `process` when the load balancer sends no more requests. Nitro then finishes and exits with 0. */
const DRAINED = 'wecom-sidebar:drained'

let draining = false

/** Whether this process is shutting down. /readyz then answers 503, and connections close after each answer. */
export function isDraining(): boolean {
  return draining
}

/**
 * On SIGTERM: /readyz tells the load balancer, requests are served for `delayMs`, then the process ends. Nitro alone
 * closes its listener at once and loses requests that are on their way. A second signal ends the process at once.
 * SIGINT (Ctrl-C) does not wait. Must run in a plugin, before Nitro installs its own handlers.
 */
export function installDrain(delayMs: number): void {
  process.env.NITRO_SHUTDOWN_SIGNALS = DRAINED
  const end = () => process.emit(DRAINED as NodeJS.Signals)
  const begin = (delay: number) => {
    if (draining) process.exit(1)
    draining = true
    setTimeout(end, delay)
  }
  process.on('SIGTERM', () => begin(delayMs))
  process.on('SIGINT', () => begin(0))
}

/** Emitted on `process` when new requests have gone elsewhere; Nitro then finishes what is in flight and exits with 0. */
const DRAINED = 'wecom-sidebar:drained'

let draining = false

/** Whether this process has been told to end: /readyz says so, and connections are not kept for further requests. */
export function isDraining(): boolean {
  return draining
}

/**
 * SIGTERM: first tell the load balancer, go on serving for `delayMs`, then end. Nitro by itself closes its listener at
 * once, and requests that are on their way are lost. A second signal ends at once. SIGINT (Ctrl-C) does not wait.
 * Must run before Nitro installs its own handlers, that is in a plugin.
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

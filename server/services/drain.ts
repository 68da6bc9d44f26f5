let draining = false

/** Whether this process is shutting down. /readyz then answers 503. */
export function isDraining(): boolean {
  return draining
}

/** Tells the load balancer, through /readyz, that this process takes no more requests soon. */
export function startDraining(): void {
  draining = true
}

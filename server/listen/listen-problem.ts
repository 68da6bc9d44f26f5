import type { ListenOptions } from 'node:net'

/** Only the system's own administrator may listen on lower ports. */
const FIRST_FREE_PORT = 1_024

/** @returns what the admin has to change so that the process can listen; undefined for other reasons */
export function listenProblem(error: NodeJS.ErrnoException, { host, port }: ListenOptions): string | undefined {
  if (port === undefined) return undefined
  switch (error.code) {
    case 'EADDRINUSE':
      return `PORT ${port} is in use on ${host}. Stop the other program, or set PORT.`
    case 'EACCES':
      if (port >= FIRST_FREE_PORT) return undefined
      return `PORT ${port} needs more rights than this process has. Set PORT to ${FIRST_FREE_PORT} or above.`
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is no address of this machine.`
    default:
      return undefined
  }
}

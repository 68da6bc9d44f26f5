/**
 * @param host host name or address of a socket
 * @returns whether it is this machine
 */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '0.0.0.0' || /^127(\.\d{1,3}){3}$/.test(host)
}

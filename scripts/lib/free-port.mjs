import { createServer } from 'node:net'

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>} whether a server could listen there
 */
function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', error => resolve(/** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRNOTAVAIL'))
    server.listen({ port, host }, () => server.close(() => resolve(true)))
  })
}

/**
 * Browsers try both loopback addresses for `localhost`, so a port counts as free only when it is free on both.
 *
 * @param {number} first the lowest port to try
 * @param {number[]} [taken] ports that are reserved for other programs
 * @returns {Promise<number>} the lowest free port
 */
export async function freePort(first, taken = []) {
  for (let port = first; port < first + 100; port++) {
    if (!taken.includes(port) && await isFree(port, '127.0.0.1') && await isFree(port, '::1')) return port
  }
  throw new Error(`No free port between ${first} and ${first + 99}`)
}

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

/**
 * For test runs that start at the same time: with `freePort`, they could find the same port.
 *
 * @returns {Promise<number>} a free port that the system has chosen
 */
export async function anyFreePort() {
  const server = createServer()
  const port = await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port))
  })
  const isFreeOnBoth = await isFree(port, '::1')
  await new Promise(resolve => server.close(resolve))
  return isFreeOnBoth ? port : anyFreePort()
}

/** Lets every promise that can settle by itself do so. */
export const flush = () => new Promise<void>(resolve => setImmediate(resolve))

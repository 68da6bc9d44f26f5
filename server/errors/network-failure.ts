/** Codes of Node, OpenSSL and undici for failures of the connection itself. */
const NETWORK_CODES = [
  // System errors and name lookup: ECONNREFUSED, EAI_AGAIN, ENOTFOUND, ETIMEDOUT …
  /^E(?:AI_)?[A-Z]+$/,
  // A TLS library, an HTTP parser or a socket gave up.
  /^(?:ERR_(?:SSL|TLS|SOCKET|STREAM)|UND_ERR|HPE)_/,
]
/** Codes of OpenSSL and Node for a certificate that is not trusted. */
const CERTIFICATE_CODES = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS_|HOSTNAME_MISMATCH|^CRL_/
/** System calls of the network. The same codes come from files (ENOENT of an `open`), which are no network. */
const NETWORK_CALLS = /^(?:connect|read|write|shutdown|getaddrinfo|query[A-Z]\w*)$/
/** A failure wraps its reason a few times at most: fetch, undici, Node. */
const DEPTH = 4

/** Another system cannot be reached. */
export interface NetworkFailure {
  /** Such as ECONNRESET. It contains no address, as a message would. */
  code: string
  /** The other side answers, but its certificate is not trusted: that does not pass. */
  isCertificate: boolean
}

/**
 * Recognises a failure of the network by the kind of its code, in the error itself or in what caused it.
 *
 * @returns undefined for every other error
 */
export function networkFailureOf(error: unknown, depth = DEPTH): NetworkFailure | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, syscall, cause } = error as NodeJS.ErrnoException
  if (typeof code === 'string' && (syscall === undefined || NETWORK_CALLS.test(syscall))) {
    const isCertificate = CERTIFICATE_CODES.test(code)
    if (isCertificate || NETWORK_CODES.some(kind => kind.test(code))) return { code, isCertificate }
  }
  if (depth === 0) return undefined
  // Several addresses of one name were tried.
  const reasons: unknown[] = error instanceof AggregateError ? [...error.errors, cause] : [cause]
  for (const reason of reasons) {
    const failure = networkFailureOf(reason, depth - 1)
    if (failure) return failure
  }
  return undefined
}

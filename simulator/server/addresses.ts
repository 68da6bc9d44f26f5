import type { Endpoint } from './endpoint.ts'

/** Addresses of the block for documentation (RFC 5737), because a firewall must never allow a simulated address. */
const CALLBACK_ADDRESSES = ['192.0.2.10', '192.0.2.11', '192.0.2.12/30']
const API_ADDRESSES = ['192.0.2.100', '192.0.2.101']

/** doc 90930: where callbacks come from. */
export const getCallbackIp: Endpoint = {
  path: '/cgi-bin/getcallbackip',
  doc: 90930,
  access: 'token',
  emptyFields: { ip_list: [] },
  hintsBogusToken: true,
  answer: () => ({ ip_list: CALLBACK_ADDRESSES }),
}

/** doc 92520: where the API lives. */
export const getApiDomainIp: Endpoint = {
  path: '/cgi-bin/get_api_domain_ip',
  doc: 92520,
  access: 'token',
  emptyFields: { ip_list: [] },
  answer: () => ({ ip_list: API_ADDRESSES }),
}

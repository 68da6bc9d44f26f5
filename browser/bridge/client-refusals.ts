/** Why the client refused a call. */
export type BridgeErrorCode
  = | 'signature_refused'
    | 'ticket_unavailable'
    | 'domain_not_trusted'
    | 'corp_mismatch'
    | 'agent_unknown'
    | 'member_out_of_scope'
    | 'client_busy'
    | 'no_permission'
    | 'not_supported'
    | 'no_context'
    | 'bridge_refused'

/** How clients tell one kind of refusal. */
export interface ClientRefusal {
  code: BridgeErrorCode
  /** Numbers behind `devtool/query?e=`. They mean the same as errcodes of the server's API (doc 90313). */
  numbers: readonly number[]
  /** Matches the text in lower case, without everything but letters. */
  words?: RegExp
}

/**
 * Every refusal that we know. The order matters for the words: phones append "maybe not added to jsApiList" to texts
 * about signatures.
 */
export const CLIENT_REFUSALS: readonly ClientRefusal[] = [
  { code: 'signature_refused', numbers: [40093], words: /invalidsignature/ },
  { code: 'ticket_unavailable', numbers: [42012], words: /ticketnotavailable|(?:invalid|expired)ticket|ticketexpired/ },
  { code: 'domain_not_trusted', numbers: [50001, 80001, 85005], words: /invalidurldomain|reliabledomain/ },
  { code: 'corp_mismatch', numbers: [40013, 92002], words: /invalidcorpid/ },
  { code: 'agent_unknown', numbers: [40056, 301002], words: /invalidagentid/ },
  { code: 'member_out_of_scope', numbers: [50002, 60011, 60021, 60030, 92000], words: /notinallowlist|notinvisible/ },
  { code: 'client_busy', numbers: [-1, 6000, 45009, 45033, 45036], words: /outoflimit|toofrequent|toomany|systembusy/ },
  {
    code: 'no_permission',
    numbers: [48001, 48002, 48006, 84074],
    words: /nopermission|permissiondenied|accessdenied|offlineverifying/,
  },
  { code: 'not_supported', numbers: [], words: /functionnotexist/ },
  { code: 'no_context', numbers: [], words: /withoutcontext/ },
]

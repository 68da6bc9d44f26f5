import type { EventHandler, H3Event } from 'h3'
import type * as v from 'valibot'
import type { ApiScope } from '#shared/api-scopes.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { SessionMember } from '#shared/types/session.ts'
import type { LimitName } from '../../limits/limit-table.ts'
import type { FramePanel } from '../../panels/panel.ts'
import type { Services } from '../../services/services.ts'
import type { Asked } from '../in-time.ts'
import type { Answers } from './answers.ts'

/**
 * Users of a door, and their proof:
 * - `member`: the session cookie;
 * - `follower`: the session cookie of a member who may see the customer in the path;
 * - `{ key }`: the signature of a system of the company whose key has this scope (docs/identity.md);
 * - `set_up`: the session cookie of an admin, or the cookie of the set-up link;
 * - `panel`: the signature of the system of the panel in the path (docs/panels.md);
 * - `wecom`: the signature of a callback (doc 90930);
 * - `browser`: anyone; the browser's cookies are read;
 * - `public`: anyone; no cookie is read.
 */
export type DoorUser = 'member' | 'follower' | 'set_up' | 'panel' | 'wecom' | 'browser' | 'public' | { key: ApiScope }

/** Schemas by name. */
export type Schemas = Readonly<Record<string, v.GenericSchema>>

/** The declaration of a door. Checks, limits, docs/api.md and its table of errors follow from it. */
export interface DoorDeclaration {
  /** One English sentence for developers. */
  does: string
  who: DoorUser
  /**
   * Open pages ask by themselves, again and again. So it does not keep the session of an absent member, writes no line
   * in the log at its usual level, and asks WeCom again about the right to the customer only after a change, or after
   * ten minutes. It must tell nothing about the customer.
   */
  unattended?: boolean
  /** Members who are not admins get 404. */
  adminOnly?: boolean
  /**
   * Every request counts against these limits: those of its member, or of its client and of all. For `follower`, the
   * limits of customers are added.
   */
  limits?: readonly LimitName[]
  /** Requests that fail by the client's fault count against this limit; `work` says which part, by `countFailures`. */
  failureLimit?: LimitName
  /** Parameters of the path. For `follower`, `externalUserId` is added. */
  params?: Schemas
  query?: Schemas
  /** The JSON body. */
  body?: v.GenericSchema
  /** The body is `application/octet-stream` instead, up to `maxBytes`: `work` receives its bytes. */
  takesBytes?: boolean
  /** Length of the largest body, bytes; 64 kB when absent. */
  maxBytes?: number
  /** A name in `Answers`; `nothing` is 204 without a body. */
  answer: keyof Answers
  /** Codes beyond those that follow from the rest of the declaration. */
  errors?: readonly ErrorCode[]
  /** The system that the door waits for, four seconds at most; with a `failureLimit`, the part that it counts. */
  asks?: Asked
}

/** What is known about the user of a door. */
type User<Who extends DoorUser>
  = Who extends 'member' ? { member: SessionMember }
    : Who extends 'follower' ? { member: SessionMember, externalUserId: string }
      : Who extends 'panel' ? { panel: FramePanel }
      // The key's id, as it is recorded.
        : Who extends { key: ApiScope } ? { by: string }
          : unknown

type Outputs<S> = S extends Schemas ? { [Name in keyof S]: v.InferOutput<S[Name]> } : Record<string, never>

/** What `work` receives: the user and the checked input. */
export type DoorRequest<D extends DoorDeclaration> = User<D['who']> & {
  event: H3Event
  services: Services
  params: Outputs<D['params']>
  query: Outputs<D['query']>
  body: D['body'] extends v.GenericSchema ? v.InferOutput<D['body']> : D['takesBytes'] extends true ? Buffer : undefined
} & (D['failureLimit'] extends LimitName ? { countFailures: CountFailures } : unknown)

/**
 * Runs work when its turn has come; when it fails by the client's fault, that counts against the door's `failureLimit`.
 *
 * @throws {AppError} too_many_requests, before the work, when the limit is reached
 */
export type CountFailures = <T>(work: () => Promise<T>) => Promise<T>

/** What `work` returns. */
export type DoorResult<D extends DoorDeclaration>
  = D['answer'] extends 'nothing' ? Promise<void> : Promise<Answers[D['answer']]> | Answers[D['answer']]

/** A route. Nitro calls it; tests and docs read its declaration. */
export type Door = EventHandler & { readonly door: DoorDeclaration }

import { defineEventHandler, sendNoContent } from 'h3'
import type { H3Event } from 'h3'
import { AppError } from '../../errors/app-error.ts'
import { useServices } from '../../services/services.ts'
import { admitClient } from '../admission.ts'
import { wecomId } from '../ids.ts'
import { inTime } from '../in-time.ts'
import { readJson, readParam, readQuery } from '../input.ts'
import { readMember } from '../member.ts'
import type { Door, DoorDeclaration, DoorRequest, DoorResult, Schemas } from './door.ts'
import { requireSize } from './body-size.ts'
import { requireKey } from './require-key.ts'
import { requireOwnPage } from './own-page.ts'

/**
 * Declares a route. The file name is its method and path (Nitro); the declaration says the rest once. Before any work the
 * door checks, in this order: the page that sends a change, the size, the user, the input, the user's access.
 *
 * @param declaration what the door is
 * @param work receives checked input only; what it returns is sent as JSON
 * @throws {AppError} cross_site_request, invalid_request, session_required, api_key_refused … before any work
 */
export function defineDoor<const D extends DoorDeclaration>(
  declaration: D,
  work: (request: DoorRequest<D>) => DoorResult<D>,
): Door {
  const handler = defineEventHandler(async (event) => {
    requireOwnPage(event, declaration.who)
    requireSize(event, declaration.maxBytes)
    const request = await readRequest(event, declaration)
    const answering = async () => {
      await requireAccess(request)
      return work(request as DoorRequest<D>)
    }
    const answer = await (declaration.asks ? inTime(answering(), declaration.asks) : answering())
    return declaration.answer === 'nothing' ? sendNoContent(event, 204) : answer
  })
  return Object.assign(handler, { door: declaration })
}

type AnyRequest = DoorRequest<DoorDeclaration> & { member?: { userId: string }, externalUserId?: string }

async function readRequest(event: H3Event, declaration: DoorDeclaration): Promise<AnyRequest> {
  const user = await readUser(event, declaration)
  const read = (schemas: Schemas = {}, readOne: typeof readParam) =>
    Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, readOne(event, name, schema)]))
  return {
    ...user,
    event,
    services: useServices(),
    params: read(declaration.params, readParam),
    query: read(declaration.query, readQuery),
    body: declaration.body && await readJson(event, declaration.body),
  } as AnyRequest
}

async function readUser(event: H3Event, { who, adminOnly, limited }: DoorDeclaration): Promise<object> {
  if (limited) await admitClient(event)
  if (typeof who === 'object') return { by: await requireKey(event, who.key) }
  if (who !== 'member' && who !== 'follower') return {}
  const member = await readMember(event)
  if (!member) throw new AppError('session_required')
  if (adminOnly && !member.admin) throw new AppError('not_found')
  return who === 'follower' ? { member, externalUserId: readParam(event, 'externalUserId', wecomId) } : { member }
}

/** Only a follower's request has a customer. */
async function requireAccess({ services, member, externalUserId }: AnyRequest): Promise<void> {
  if (member && externalUserId) await services.customers.requireAccess(member.userId, externalUserId)
}

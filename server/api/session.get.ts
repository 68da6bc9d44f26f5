import type { SessionMember } from '#shared/types/session.ts'
import { defineMemberHandler } from '../http/member-handler.ts'

export default defineMemberHandler((_event, member): SessionMember => member)

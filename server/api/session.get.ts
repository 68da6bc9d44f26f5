import type { SessionMember } from '#shared/types/session.ts'
import { defineMemberHandler } from '../utils/member-handler'

export default defineMemberHandler((_event, member): SessionMember => member)

import type { TagGroup } from '#shared/types/customer-edit.ts'
import { defineMemberHandler } from '../http/member-handler.ts'

export default defineMemberHandler((_event, _member, { customerEdits }): Promise<TagGroup[]> => customerEdits.tagLibrary())

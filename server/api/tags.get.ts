import type { TagGroup } from '#shared/types/customer-edit.ts'
import { defineMemberHandler } from '../utils/member-handler'

export default defineMemberHandler((_event, _member, { customerEdits }): Promise<TagGroup[]> => customerEdits.tagLibrary())

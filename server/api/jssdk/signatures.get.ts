import { getQuery } from 'h3'
import type { JssdkSignatures } from '#shared/types/jssdk.ts'
import { defineMemberHandler } from '../../utils/member-handler'
import { signSitePage } from '../../utils/page/page-signatures'

export default defineMemberHandler((event): Promise<JssdkSignatures> => signSitePage(getQuery(event).url))

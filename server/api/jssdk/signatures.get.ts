import { getQuery } from 'h3'
import type { JssdkSignatures } from '#shared/types/jssdk.ts'
import { defineMemberHandler } from '../../http/member-handler.ts'
import { signSitePage } from '../../http/page-signatures.ts'

export default defineMemberHandler((event): Promise<JssdkSignatures> => signSitePage(getQuery(event).url))

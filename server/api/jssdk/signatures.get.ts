import { getQuery } from 'h3'
import type { JssdkSignatures } from '#shared/types/jssdk.ts'
import { isSiteUrl } from '../../auth/site-url.ts'
import { useConfig } from '../../utils/config'
import { HttpApiError } from '../../utils/http-error'
import { defineMemberHandler } from '../../utils/member-handler'

export default defineMemberHandler((event, _member, { signPageUrl }): Promise<JssdkSignatures> => {
  const { url } = getQuery(event)
  if (!isSiteUrl(url, useConfig().siteOrigins)) throw new HttpApiError('untrusted_url')
  return signPageUrl(url)
})

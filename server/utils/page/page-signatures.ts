import { setTimeout as sleep } from 'node:timers/promises'
import type { H3Event } from 'h3'
import type { JssdkSignatures } from '#shared/types/jssdk.ts'
import { isSiteUrl } from '../../auth/site-url.ts'
import { useConfig } from '../config'
import { useLog } from '../log'
import { useServices } from '../services'
import { siteOriginOf } from '../site-origin'
import { AppError } from '../../errors/app-error.ts'

/** The page does not wait longer than this for WeCom, milliseconds: without signatures the browser asks for them later. */
const PATIENCE_MS = 800

/** @throws {AppError} untrusted_url for anything but a page of ours */
export function signSitePage(url: unknown): Promise<JssdkSignatures> {
  if (!isSiteUrl(url, useConfig().siteOrigins)) throw new AppError('untrusted_url')
  return useServices().signPageUrl(url)
}

/** Signatures for the page this request asks for; undefined when they cannot be had in time. */
export async function signaturesInTime(event: H3Event): Promise<JssdkSignatures | undefined> {
  const url = siteOriginOf(event) + event.path
  if (!isSiteUrl(url, useConfig().siteOrigins)) return undefined
  const signing = useServices().signPageUrl(url).catch((error: unknown) => {
    useLog().warn({ requestId: event.context.requestId, error }, 'page sent without signatures')
    return undefined
  })
  return Promise.race([signing, sleep(PATIENCE_MS, undefined, { ref: false })])
}

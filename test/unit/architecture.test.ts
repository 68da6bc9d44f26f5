import { describe, expect, it } from 'vitest'
import { importProblem } from '../../build/architecture/import-problem.mjs'
import { FREE, FRAMEWORK_FREE } from '../../build/architecture/layers.mjs'
import { sourceFiles } from '../support/source-files.ts'
import type { SourceFile } from '../support/source-files.ts'
import { readSource } from '../support/source-imports.ts'

/** Every broken rule in a set of files, one sentence each. */
function problemsOf(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const { imports, readsEnvironment, usesFetch } = readSource(path, text)
    const isFrameworkFree = FRAMEWORK_FREE.some(folder => path.startsWith(`${folder}/`))
    return [
      ...imports.map(({ specifier, typeOnly }) => importProblem(path, specifier, typeOnly)),
      readsEnvironment && isFrameworkFree && `${path} reads process.env`,
      usesFetch && path.startsWith('server/') && `${path} uses $fetch, whose errors carry secrets`,
    ].filter(problem => typeof problem === 'string')
  })
}

const files = sourceFiles()
const sources = files.filter(({ path }) => !FREE.test(path))

describe('the source files', () => {
  it('are found', () => {
    for (const path of ['app.vue', 'server/config/load-config.ts', 'shared/types/customer.ts']) {
      expect(sources.map(file => file.path)).toContain(path)
    }
  })

  it('keep the import arrows', () => {
    expect(problemsOf(files)).toEqual([])
  })

  it('are small: none over 250 lines, 90 % within 150, half within 60', () => {
    const lengths = sources.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    expect(lengths.filter(({ lines }) => lines > 250)).toEqual([])
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(150)
    expect(sorted[Math.floor(sorted.length * 0.5)]).toBeLessThanOrEqual(60)
  })
})

describe('the check of import arrows', () => {
  const planted = (path: string, text: string) => problemsOf([{ path, text }])
  const sfc = (script: string) => `<script setup lang="ts">\n${script}\n</script>`

  it.each([
    ['pages/index.vue', sfc('import { x } from \'#server/wecom/client\'')],
    ['pages/index.vue', `<script>\nexport { x } from '../server/wecom/client'\n</script>\n${sfc('const a = 1')}`],
    ['pages/index.vue', sfc('const x = await import(\'~~/simulator/cli\')')],
    ['components/customer/CustomerCard.vue', sfc('import { useCustomerStore } from \'~/stores/customer\'')],
    ['components/Card.vue', sfc('import { x } from \'../stores/customer\'')],
    ['components/Card.vue', sfc('import { pageUrlOf } from \'~/shared/utils/page-url\'')],
    ['components/Card.vue', sfc('import { useApi } from \'~/composables/useApi\'')],
    ['components/Card.vue', sfc('import { useApi as fetchIt } from \'~/composables/useApi\'')],
    ['composables/useWecom.ts', 'import { useCustomerStore as y } from \'~/stores/customer\''],
    ['composables/useOther.ts', 'import { useCustomerStore } from \'../stores/customer\''],
    ['browser/edits/a.ts', 'import { useState } from \'#imports\''],
    ['browser/edits/a.ts', 'import { useApi } from \'../../composables/useApi\''],
    ['shared/types/a.ts', 'import type { Ref } from \'vue\''],
    ['shared/utils/a.ts', 'import { x } from \'../../server/wecom/x.ts\''],
    ['server/wecom/a.ts', 'import { createError } from \'h3\''],
    ['server/wecom/a.ts', 'import { useRuntimeConfig } from \'#imports\''],
    ['server/wecom/a.ts', 'import { useStorage } from \'nitropack/runtime\''],
    ['server/wecom/a.ts', 'import { open } from \'../storage/sqlite.ts\''],
    ['server/wecom/a.ts', 'import { show } from \'../customer/profile.ts\''],
    ['server/wecom/a.ts', 'const secret = process.env.SECRET'],
    ['server/auth/a.ts', 'import { show } from \'../customer/profile.ts\''],
    ['server/customer/a.ts', 'import { log } from \'../utils/log.ts\''],
    ['server/http/a.ts', 'import handler from \'../api/session.get.ts\''],
    ['server/http/a.ts', 'import { ofetch } from \'ofetch\''],
    ['server/http/a.ts', 'const body = await $fetch(url)'],
    ['server/api/a.get.ts', 'import { createClient } from \'#server/wecom/client\''],
    ['server/api/a.get.ts', 'import \'../../stores/customer\''],
    ['server/http/a.ts', 'import { world } from \'../../simulator/world/world.ts\''],
    ['simulator/a.ts', 'import { pageUrlOf } from \'../shared/utils/page-url.ts\''],
    ['simulator/a.ts', 'import { PAGE_ERRORS } from \'../shared/errors.ts\''],
    ['simulator/a.ts', 'import type { Config } from \'../server/config/load-config.ts\''],
    ['helpers/a.ts', 'import { x } from \'vue\''],
  ])('catches %s: %s', (path, text) => {
    expect(planted(path, text)).toHaveLength(1)
  })

  it.each([
    ['pages/index.vue', sfc('import { useCustomerStore } from \'~/stores/customer\'')],
    ['pages/index.vue', sfc('import Card from \'~/components/Card.vue\'')],
    ['components/Card.vue', sfc('import type { CustomerProfile } from \'~/shared/types/customer\'')],
    ['components/Card.vue', sfc('import { type CustomerProfile } from \'#shared/types/customer\'')],
    ['components/Card.vue', sfc('import { failureOf } from \'~/browser/failure\'')],
    ['components/Card.vue', sfc('import type { Api } from \'../composables/useApi\'')],
    ['stores/other.ts', 'import { useApi } from \'~/composables/useApi\''],
    ['browser/edits/a.ts', 'import { shallowRef } from \'vue\''],
    ['composables/useOther.ts', 'import { useApi } from \'./useApi\''],
    ['server/wecom/a.ts', 'import type { KeyValueStore } from \'../storage/key-value-store.ts\''],
    ['server/wecom/a.ts', 'import { createHash } from \'node:crypto\''],
    ['server/customer/a.ts', 'import { getExternalContact } from \'../wecom/external-contact.ts\''],
    ['server/http/a.ts', 'import { getCookie } from \'h3\'\nimport { open } from \'../storage/open.ts\''],
    ['server/api/a.get.ts', 'import { defineMemberHandler } from \'../http/member-handler.ts\''],
    ['server/api/a.get.ts', 'import type { Client } from \'../wecom/client.ts\''],
    ['simulator/server/a.ts', 'import { world } from \'../world/world.ts\'\nimport { H3 } from \'h3\''],
    ['test/unit/a.test.ts', 'import { x } from \'../../server/wecom/x.ts\''],
  ])('lets %s pass: %s', (path, text) => {
    expect(planted(path, text)).toEqual([])
  })
})

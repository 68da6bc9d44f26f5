import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { panelsFile } from '../../../build/company-panels.ts'

it('names each panel of the company by its file, and none without the folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'company-panels-'))
  const text = () => panelsFile(root, join(root, '.nuxt'))
  expect(text()).toContain('companyPanels: Record<string, PanelDefinition> = {\n}')
  mkdirSync(join(root, 'panels'))
  for (const name of ['tickets.ts', 'crm.ts', 'types.d.ts', 'README.md']) writeFileSync(join(root, 'panels', name), '')
  expect(text()).toContain('import panel0 from \'../panels/crm.ts\'\nimport panel1 from \'../panels/tickets.ts\'')
  expect(text()).toContain('= {\n  \'panels/crm.ts\': panel0,\n  \'panels/tickets.ts\': panel1,\n}')
})

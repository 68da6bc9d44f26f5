/** No source ever said that this account belongs to this unionid. */
export class ClaimNotFoundError extends Error {
  constructor() {
    super('Nothing links this account to this unionid')
    this.name = 'ClaimNotFoundError'
  }
}

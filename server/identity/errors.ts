/** No source ever said that this account belongs to this unionid. */
export class ClaimNotFoundError extends Error {
  constructor() {
    super('Nothing links this account to this unionid')
    this.name = 'ClaimNotFoundError'
  }
}

/** The app is not among NUXT_WECHAT_APPS, or not of the kind it would have to be. */
export class UnknownAppError extends Error {
  constructor() {
    super('No such app is configured')
    this.name = 'UnknownAppError'
  }
}

/** A mini program's token that opens no session. */
export class MiniProgramSessionError extends Error {
  constructor() {
    super('There is no such mini program session')
    this.name = 'MiniProgramSessionError'
  }
}

/** A code of `wx.qy.login` that is not known, has been used, or is of another company's member. */
export class MemberCodeError extends Error {
  constructor() {
    super('The code names no member of this company')
    this.name = 'MemberCodeError'
  }
}

/** WeCom takes our token for that of a foreign app: the mini program is linked to another one, or to none. */
export class MiniProgramNotLinkedError extends Error {
  constructor() {
    super('The mini program is not linked to this app')
    this.name = 'MiniProgramNotLinkedError'
  }
}

/** Nothing is known of this unionid. */
export class IdentityNotFoundError extends Error {
  constructor() {
    super('Nothing is known of this unionid')
    this.name = 'IdentityNotFoundError'
  }
}

/** No such reply, or a colleague's own: deliberately one and the same. */
export class ReplyNotFoundError extends Error {
  constructor() {
    super('This member has no such reply')
    this.name = 'ReplyNotFoundError'
  }
}

/** The company's replies are written by admins. */
export class ReplyAdminRequiredError extends Error {
  constructor() {
    super('Only admins change the company\'s replies')
    this.name = 'ReplyAdminRequiredError'
  }
}

/** What the member edited is no longer what is stored. */
export class ReplyChangedError extends Error {
  constructor() {
    super('The reply has been changed meanwhile')
    this.name = 'ReplyChangedError'
  }
}

/** The library holds as many replies as it may. */
export class RepliesFullError extends Error {
  constructor() {
    super('There are as many replies as there may be')
    this.name = 'RepliesFullError'
  }
}

/** No such customer, or not one of this member's: deliberately one and the same. */
export class CustomerNotFoundError extends Error {
  constructor() {
    super('No customer of this member has this external userid')
    this.name = 'CustomerNotFoundError'
  }
}

/** No such customer group, or this member is not in it: deliberately one and the same. */
export class GroupNotFoundError extends Error {
  constructor() {
    super('No customer group of this member has this chat id')
    this.name = 'GroupNotFoundError'
  }
}

/** A cursor that this member was not given. */
export class InvalidCursorError extends Error {
  constructor() {
    super('The cursor is not one that was handed out to this member')
    this.name = 'InvalidCursorError'
  }
}

/** What the member edited is no longer what WeCom has. */
export class EditConflictError extends Error {
  constructor() {
    super('The edited fields have been changed meanwhile')
    this.name = 'EditConflictError'
  }
}

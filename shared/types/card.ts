/** A text, or one for each language of the page. Never HTML. */
export type CardText = string | { zh: string, en: string }

export type CardTone = 'neutral' | 'good' | 'warning' | 'bad'

export interface FieldsBlock<Text = CardText> {
  type: 'fields'
  fields: { label: Text, value: Text, copyable?: boolean, tone?: CardTone }[]
}

export interface ListBlock<Text = CardText> {
  type: 'list'
  /** Links and images are https. An image is shown when its origin is in `images` of NUXT_PANELS. */
  items: { title: Text, detail?: Text, meta?: Text, tone?: CardTone, image?: string, url?: string }[]
}

export interface TableBlock<Text = CardText> {
  type: 'table'
  columns: { label: Text, align?: 'start' | 'end' }[]
  rows: Text[][]
}

export interface MetricsBlock<Text = CardText> {
  type: 'metrics'
  metrics: { label: Text, value: Text, trend?: 'up' | 'down' | 'flat' }[]
}

export interface TimelineBlock<Text = CardText> {
  type: 'timeline'
  /** `at` is ISO 8601 with a time zone. */
  events: { at: string, title: Text, detail?: Text, tone?: CardTone }[]
}

export interface NoticeBlock<Text = CardText> {
  type: 'notice'
  text: Text
  tone?: CardTone
}

/** `open`: a link, https, in the client's browser. */
export interface OpenAction<Text = CardText> {
  id: string
  label: Text
  kind: 'open'
  url: string
}

/** A field of a form. `name` is its name in what the provider gets. */
export type FormField<Text = CardText> = { name: string, label: Text, required?: boolean, value?: string } & (
  { type: 'text' | 'multiline' } | { type: 'select', options: { value: string, label: Text }[] }
)

/** `submit`: a call of the provider, after a form or a question when there is one. */
export interface SubmitAction<Text = CardText> {
  id: string
  label: Text
  kind: 'submit'
  fields?: FormField<Text>[]
  /** A question to the member before it is done. */
  confirm?: Text
  /** Our server's own: that this member was given this action for this customer. The page sends it back. */
  ticket?: string
}

/** A message into the chat. Its texts are as the customer gets them, in one language. */
export type CardMessage
  = | { type: 'text', text: string }
    /** Links and images are https. */
    | { type: 'link', title: string, description?: string, url: string, image?: string }
    /** `page` ends in `.html`, before its query. WeCom wants the mini program to belong to the company. */
    | { type: 'miniProgram', appId: string, page: string, title: string, image?: string }

/** `send`: the member sees the message, and sends it into the chat, or does not. */
export interface SendAction<Text = CardText> {
  id: string
  label: Text
  kind: 'send'
  message: CardMessage
}

/** A tag of the company; `group` where several groups have one of this name. */
export interface CardTag {
  name: string
  group?: string
}

/** `tag`: the member's own edit, with an offer to undo it. */
export interface TagAction<Text = CardText> {
  id: string
  label: Text
  kind: 'tag'
  add?: CardTag[]
  remove?: CardTag[]
}

/** `remark`: the member's remark about the customer becomes this text, with an offer to undo it. */
export interface RemarkAction<Text = CardText> {
  id: string
  label: Text
  kind: 'remark'
  /** As it stands in WeCom, in one language. */
  text: string
}

/** `remind`: opens a reminder of the member with this text. `dueAt` is ISO 8601 with a time zone. */
export interface RemindAction<Text = CardText> {
  id: string
  label: Text
  kind: 'remind'
  text: Text
  dueAt?: string
}

/** What an action edits as the member. */
export type EditAction<Text = CardText> = TagAction<Text> | RemarkAction<Text> | RemindAction<Text>

/** An action that the page does, without the provider. */
export type PageAction<Text = CardText> = SendAction<Text> | EditAction<Text>

/** An action of a kind that this version does not know. */
export interface UnknownAction<Text = CardText> {
  id: string
  label: Text
  kind: 'unknown'
}

export interface ActionsBlock<Text = CardText> {
  type: 'actions'
  actions: (OpenAction<Text> | SubmitAction<Text> | PageAction<Text> | UnknownAction<Text>)[]
}

/** A suggestion for the reply box. The member sends it, or does not. */
export interface DraftBlock<Text = CardText> {
  type: 'draft'
  text: Text
  /** Where it comes from. */
  source?: Text
}

/** A block of a type that this version does not know. */
export interface UnknownBlock {
  type: 'unknown'
}

export type CardBlock<Text = CardText>
  = | FieldsBlock<Text> | ListBlock<Text> | TableBlock<Text> | MetricsBlock<Text> | TimelineBlock<Text>
    | NoticeBlock<Text> | ActionsBlock<Text> | DraftBlock<Text> | UnknownBlock

/** What a provider answers: docs/panels.md. At most 64 KB. */
export interface Card<Text = CardText> {
  version: 1
  title?: Text
  /** A short text beside the title, such as a number. */
  badge?: Text
  /** ISO 8601 with a time zone. */
  updatedAt?: string
  blocks: CardBlock<Text>[]
}

/** A card in the language of the page. */
export type ShownCard = Card<string>

/** What a provider may answer to an action instead of a card. With the tone `bad`, the form stays open. */
export interface ActionMessage<Text = CardText> {
  version: 1
  message: Text
  tone?: CardTone
}

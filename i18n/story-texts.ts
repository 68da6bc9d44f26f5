import type { Language } from '#shared/utils/language.ts'

/** Texts of notes. Apart from the others, because they load after the customer. */
export interface StoryTexts {
  none: string
  all: string
  note: string
  editNote: string
  deleteNote: string
  enterSaves: string
  onlyMe: string
  /** Begins a reminder with the text of a note. */
  remind: string
  me: string
  pinned: string
  deleted: string
  stage: string
  noStage: string
}

const zhCN: StoryTexts = {
  none: '暂无跟进记录',
  all: '全部',
  note: '跟进内容',
  editNote: '编辑跟进记录',
  deleteNote: '删除',
  enterSaves: 'Enter 保存，Shift + Enter 换行',
  onlyMe: '仅自己可见',
  remind: '设为提醒',
  me: '我',
  pinned: '已置顶',
  deleted: '已删除',
  stage: '阶段',
  noStage: '未设置',
}

const en: StoryTexts = {
  none: 'No notes yet',
  all: 'All',
  note: 'Note',
  editNote: 'Edit note',
  deleteNote: 'Delete',
  enterSaves: 'Enter to save, Shift + Enter for a new line',
  onlyMe: 'Only me',
  remind: 'Remind me',
  me: 'Me',
  pinned: 'Pinned',
  deleted: 'Deleted',
  stage: 'Stage',
  noStage: 'None',
}

export const STORY_TEXTS: Record<Language, StoryTexts> = { 'zh-CN': zhCN, en }

import { randomBytes } from 'node:crypto'
import type { ChatEvent } from '../callback/event.ts'
import type { CallbackSender } from '../callback/sender.ts'
import type { CustomerGroup, CustomerGroupMember } from '../scenarios/scenario.ts'
import { findGroup, findMember } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { ActionError, type Performers } from './action.ts'
import { memberOf } from './contacts.ts'

type GroupActions = Pick<Performers,
  'createGroup' | 'dismissGroup' | 'joinGroup' | 'leaveGroup' | 'renameGroup' | 'changeGroupOwner' | 'setGroupNotice'>

type Update = NonNullable<ChatEvent['updateDetail']>

/** Actions in a customer group. */
export function groupActions(world: World, callbacks: CallbackSender): GroupActions {
  const version = () => randomBytes(16).toString('hex')
  const versions = () => ({ lastVersion: version(), currentVersion: version() })
  const seconds = () => Math.floor(world.now() / 1000)

  function groupOf(chatId: string): CustomerGroup {
    const group = findGroup(world, chatId)
    if (!group) throw new ActionError(`No customer group "${chatId}"`)
    return group
  }
  function raise(chatId: string, updateDetail: Update, more: Partial<ChatEvent> = {}): void {
    callbacks.emit({ event: 'change_external_chat', changeType: 'update', chatId, updateDetail, ...more })
  }
  function newMember(id: string, joinScene: 1 | 2 | 3): CustomerGroupMember {
    return { id, kind: findMember(world, id) ? 'member' : 'external', joinTime: seconds(), joinScene }
  }

  return {
    createGroup({ userId, name, memberIds = [] }) {
      const owner = memberOf(world, userId)
      const chatId = `wr${randomBytes(15).toString('hex')}`
      const members = [owner, ...memberIds].map(id => newMember(id, 1))
      world.scenario.groups.push({ chatId, name, ownerUserId: owner, createTime: seconds(), members })
      const own = members.filter(({ kind }) => kind === 'member').map(({ id }) => id)
      world.scenario.chats.push({
        id: chatId,
        kind: 'group',
        title: name,
        memberIds: own,
        groupChatId: chatId,
        messages: [],
      })
      callbacks.emit({ event: 'change_external_chat', changeType: 'create', chatId })
    },
    dismissGroup({ chatId }) {
      groupOf(chatId)
      world.scenario.groups = world.scenario.groups.filter(group => group.chatId !== chatId)
      world.scenario.chats = world.scenario.chats.filter(chat => chat.groupChatId !== chatId)
      callbacks.emit({ event: 'change_external_chat', changeType: 'dismiss', chatId })
    },
    joinGroup({ chatId, id, scene = 0 }) {
      const group = groupOf(chatId)
      if (group.members.some(member => member.id === id)) throw new ActionError(`"${id}" is in the group already`)
      group.members.push(newMember(id, scene === 3 ? 3 : 1))
      raise(chatId, 'add_member', { joinScene: scene, changed: [id], ...versions() })
    },
    leaveGroup({ chatId, id, scene = 0 }) {
      const group = groupOf(chatId)
      if (!group.members.some(member => member.id === id)) throw new ActionError(`"${id}" is not in the group`)
      group.members = group.members.filter(member => member.id !== id)
      raise(chatId, 'del_member', { quitScene: scene, changed: [id], ...versions() })
    },
    renameGroup({ chatId, name }) {
      groupOf(chatId).name = name
      for (const chat of world.scenario.chats) if (chat.groupChatId === chatId) chat.title = name
      raise(chatId, 'change_name')
    },
    changeGroupOwner({ chatId, userId }) {
      groupOf(chatId).ownerUserId = memberOf(world, userId)
      raise(chatId, 'change_owner')
    },
    setGroupNotice({ chatId, notice }) {
      groupOf(chatId).notice = notice
      raise(chatId, 'change_notice')
    },
  }
}

import type { World } from '../world/world.ts'

/**
 * In each client another member of the company has signed in to WeCom; the web view has kept its cookies. A chat that
 * the other one is not in is closed.
 *
 * @returns brings the members back
 */
export function switchMember(world: World): () => void {
  const { members, chats } = world.scenario
  const undoes = world.clients.all().map((client) => {
    const { userId, chatId } = client
    const isInChat = (id: string) => chats.find(({ id }) => id === chatId)?.memberIds.includes(id) ?? false
    const others = members.map(member => member.userId).filter(id => id !== userId)
    client.userId = others.find(isInChat) ?? others[0] ?? userId
    if (!isInChat(client.userId)) delete client.chatId
    return () => Object.assign(client, { userId, chatId })
  })
  return () => undoes.forEach(undo => undo())
}

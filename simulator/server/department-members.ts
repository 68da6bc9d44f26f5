import { isOwnMember, isVisible } from '../world/people.ts'
import type { Endpoint } from './endpoint.ts'
import { Refusal } from './refusal.ts'

/** The department that contains all others. */
const ROOT = 1

/** doc 90200: the members of a department; with fetch_child, those of the departments below it, too. */
export const listDepartmentMembers: Endpoint = {
  path: '/cgi-bin/user/simplelist',
  doc: 90200,
  access: 'token',
  answer({ world, query }) {
    const { departments, members } = world.scenario
    const department = departments.find(({ id }) => String(id) === query.get('department_id'))
    if (!department) throw new Refusal(60003, 'there is no such department')
    if (world.settings.visibleUserIds !== 'all') throw new Refusal(60011, 'the department is outside the app\'s 可见范围')
    const isWhole = department.id === ROOT && query.get('fetch_child') === '1'
    const listed = members.filter(member => isOwnMember(member) && isVisible(world, member.userId)
      && (isWhole || member.departmentIds.includes(department.id)))
    return {
      userlist: listed.map(({ userId, name, departmentIds }) => ({ userid: userId, name, department: departmentIds })),
    }
  },
}

import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

/** A member of a department. */
export interface DepartmentMember {
  userId: string
  /** WeCom repeats the userid where the app may not know the name. */
  name: string
}

const answer = v.object({ userlist: v.array(v.object({ userid: v.string(), name: v.optional(v.string(), '') })) })

/**
 * The members of a department and of those below it (doc 90200).
 *
 * @throws {UpstreamRefusedError} 60011 when the department is outside the app's visible range
 */
export async function listDepartmentMembers(
  client: Pick<WecomClient, 'call'>, departmentId: number,
): Promise<DepartmentMember[]> {
  const { userlist } = await client.call({
    endpoint: 'user/simplelist', schema: answer, query: { department_id: departmentId, fetch_child: 1 },
  })
  return userlist.map(({ userid, name }) => ({ userId: userid, name }))
}

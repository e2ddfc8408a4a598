import { type Route, route } from '../../../platform/http/route.ts'
import { idParams, nothing } from '../../../platform/schema.ts'
import {
  departmentBody,
  departmentList,
  departmentReply,
  newDepartmentBody,
  newRoleBody,
  permissionList,
  roleBody,
  roleList,
  roleReply,
} from '../contract.ts'
import { permissionTable } from '../policy.ts'
import {
  changeDepartment,
  changeRole,
  createDepartment,
  createRole,
  departments,
  removeDepartment,
  removeRole,
  roles,
} from '../service.ts'

export const organisationRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/departments',
    can: 'signedIn',
    summary: 'The department tree as a list, parents first',
    reply: departmentList,
    run: async (ctx) => ({ items: await departments(ctx) }),
  }),
  route({
    method: 'POST',
    path: '/api/departments',
    can: 'people.manage',
    summary: 'Add a department below another',
    body: newDepartmentBody,
    reply: departmentReply,
    errors: ['conflict'],
    run: async (ctx, { body, reply }) => {
      const added = await createDepartment(ctx, body)
      reply.status(201)
      return added
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/departments/{id}',
    can: 'people.manage',
    summary: 'Change a department, its manager or its place in the tree',
    params: idParams,
    body: departmentBody,
    reply: departmentReply,
    errors: ['conflict'],
    run: (ctx, { params, body }) => changeDepartment(ctx, params.id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/departments/{id}',
    can: 'people.manage',
    summary: 'Remove a department that was never used',
    params: idParams,
    reply: nothing,
    errors: ['conflict'],
    run: (ctx, { params }) => removeDepartment(ctx, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/roles',
    can: 'signedIn',
    summary: 'Every role; for those who manage people or roles',
    reply: roleList,
    errors: ['forbidden'],
    run: async (ctx) => ({ items: await roles(ctx) }),
  }),
  route({
    method: 'POST',
    path: '/api/roles',
    can: 'roles.manage',
    summary: 'Add a role',
    body: newRoleBody,
    reply: roleReply,
    errors: ['conflict'],
    run: async (ctx, { body, reply }) => {
      const added = await createRole(ctx, body)
      reply.status(201)
      return added
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/roles/{id}',
    can: 'roles.manage',
    summary: 'Change a role; it holds from the next request on',
    params: idParams,
    body: roleBody,
    reply: roleReply,
    errors: ['conflict'],
    run: (ctx, { params, body }) => changeRole(ctx, params.id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/roles/{id}',
    can: 'roles.manage',
    summary: 'Remove a role that nobody holds; the built-in ones stay',
    params: idParams,
    reply: nothing,
    errors: ['conflict'],
    run: (ctx, { params }) => removeRole(ctx, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/permissions',
    can: 'roles.manage',
    summary: 'Every permission with the reaches to choose from',
    reply: permissionList,
    run: async () => ({
      items: permissionTable.map(({ key, group, reaches }) => ({ key, group, reaches: [...reaches] })),
    }),
  }),
]

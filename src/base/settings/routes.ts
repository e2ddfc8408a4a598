import { z } from 'zod'
import { type Route, route } from '../../platform/http/route.ts'
import { optionSetReply, optionsBody, optionsReply, settingBody, settingParams, settingReply } from './contract.ts'
import { allOptions, changeOptions, changeSetting, readSetting } from './service.ts'

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/options',
    can: 'signedIn',
    summary: 'Every vocabulary of the company with its options in both languages',
    reply: optionsReply,
    run: async (ctx) => ({ sets: await allOptions(ctx) }),
  }),
  route({
    method: 'PUT',
    path: '/api/options/{set}',
    can: 'settings.manage',
    summary: 'Replace the list of one vocabulary; options left out are retired',
    params: z.strictObject({ set: z.string().max(40) }),
    body: optionsBody,
    reply: optionSetReply,
    errors: ['conflict'],
    run: (ctx, { params, body }) => changeOptions(ctx, params.set, body),
  }),
  route({
    method: 'GET',
    path: '/api/settings/{key}',
    can: 'signedIn',
    summary: 'One setting of the company',
    params: settingParams,
    reply: settingReply,
    run: (ctx, { params }) => readSetting(ctx, params.key),
  }),
  route({
    method: 'PATCH',
    path: '/api/settings/{key}',
    can: 'settings.manage',
    summary: 'Change parts of a setting',
    params: settingParams,
    body: settingBody,
    reply: settingReply,
    errors: ['conflict'],
    run: (ctx, { params, body }) => changeSetting(ctx, params.key, body),
  }),
]

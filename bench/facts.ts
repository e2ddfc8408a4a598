// The facts of the data set as SQL over two small tables: bench_shape (tenant, days, per_person) and bench_days (d, day).
// Customer c belongs to person c mod 500 and is the k-th of that person, k = c / 500.

const at = (day: string, slot: string) =>
  `((${day} + time '09:00' + ${slot} * interval '50 minutes') at time zone 'Asia/Shanghai')`
const pick = (words: readonly string[], n: string) =>
  `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + (${n})::int % ${words.length}]`

const towns = ['苏州', '上海', '杭州', '无锡', '宁波', '常州', '合肥', '南京', '昆山', '嘉兴', '佛山']
const brands = ['明锐', '恒川', '中科', '华锐', '蓝海', '博远', '天工', '新联', '智汇', '国泰', '安捷', '东昇', '金桥']
const trades = ['自动化', '精密机械', '电子科技', '新材料', '装备制造', '半导体', '光电']
const intents = ['D', 'C', 'B', 'B', 'A']
const stages = ['contact', 'needs', 'solution', 'sample', 'quote']

/**
 * Follow-up i: visit number q of person p, in slot s of day d, at their customer k. `next_i` is the visit that keeps what was
 * agreed, null when it is still to come; `next_at` when it is or will be.
 */
export const visits = `
  create view bench_visits as
  select tenant, i, p, q, k, k * 500 + p as c, q / per_person as round, ${at('here.day', 'q % 8')} as at, here.day,
    case when next_q / 8 < days then (next_q / 8) * 4000 + (next_q % 8) * 500 + p end as next_i,
    ${at('there.day', 'next_q % 8')} as next_at, there.day as next_day
  from (select tenant, days, per_person, i, i % 500 as p, i / 4000 as d, i / 4000 * 8 + i / 500 % 8 as q,
      (i / 4000 * 8 + i / 500 % 8) % per_person as k, i / 4000 * 8 + i / 500 % 8 + per_person as next_q
    from bench_shape cross join lateral generate_series(0, days * 4000 - 1) i) v
  join bench_days here on here.d = v.d
  join bench_days there on there.d = next_q / 8`

/** Every customer with the number of its newest visit. */
const everyCustomer = `
  (select tenant, days, per_person, c, c % 500 as p, c / 500 as k,
    c / 500 + (days * 8 - 1 - c / 500) / per_person * per_person as last_q
   from bench_shape cross join lateral generate_series(0, per_person * 500 - 1) c) x
  join bench_days first on first.d = 0 join bench_days last on last.d = last_q / 8
  join bench_days next on next.d = (last_q + per_person) / 8`

const credit = `'Asia/Shanghai'`

export const customers = `
  insert into customers (tenant_id, id, name, short_names, industry, size, customer_type, level, status, intent, intent_changed_at, lead_source,
    region, last_follow_up_at, next_step_at, owner_id, credit_user_id, credit_department_id, credit_day, credit_zone, created_at, created_by, updated_at)
  select tenant, bench_id('customer', c), ${pick(towns, 'c')} || ${pick(brands, 'c / 7')} || c || ${pick(trades, 'c / 11')} || '有限公司',
    array[${pick(brands, 'c / 7')} || c], 'manufacturing', '100-499', 'endUser',
    case when k % 10 = 0 then 'strategic' when k % 10 < 3 then 'key' else 'normal' end, 'interested', ${pick(intents, 'last_q / per_person')},
    ${at('last.day', 'last_q % 8')}, 'referral', ${pick(towns, 'c')}, ${at('last.day', 'last_q % 8')}, ${at('next.day', '(last_q + per_person) % 8')},
    bench_id('user', p), bench_id('user', p), bench_id('team', p % 20), first.day - 30, ${credit}, ${at('first.day - 30', 'c % 8')}, bench_id('user', p),
    ${at('last.day', 'last_q % 8')} + c % 500 * interval '1 millisecond'
  from ${everyCustomer}`

export const contacts = `
  insert into contacts (tenant_id, id, customer_id, name, title, phones, role, attitude, last_met_at, owner_id, created_at, created_by, updated_at)
  select tenant, bench_id('contact', c * 2 + n), bench_id('customer', c), ${pick(['王', '李', '张', '刘', '陈', '杨', '赵', '黄'], 'c + n')} || ${pick(['总', '经理', '工'], 'c')},
    ${pick(['采购经理', '总经理', '技术总监'], 'c + n')}, array['138' || lpad((c * 2 + n)::text, 8, '0')], ${pick(['decisionMaker', 'purchaser'], 'n')}, 'supportive',
    ${at('last.day', 'last_q % 8')}, bench_id('user', p), ${at('first.day - 30', 'c % 8')}, bench_id('user', p), ${at('last.day', 'last_q % 8')}
  from ${everyCustomer} cross join generate_series(0, 1) n`

const opportunity = `tenant_id, id, customer_id, name, stage, stage_entered_at, amount_minor, currency, probability, expected_sign_on, contact_ids, outcome, closed_at,
    closing_user_id, closing_department_id, closing_day, closing_zone, last_follow_up_at, owner_id, credit_user_id, credit_department_id, credit_day, credit_zone, created_at, created_by, updated_at`

/** Every second customer has an open deal, every eighth had one that was won on one of the days. */
export const opportunities = [
  `insert into opportunities (${opportunity})
   select tenant, bench_id('deal', c), bench_id('customer', c), '产线改造 ' || c, ${pick(stages, 'last_q / per_person')}, ${at('last.day', 'last_q % 8')}, 8600000 + c % 90 * 100000, 'CNY', 35,
     last.day + 60, array[bench_id('contact', c * 2)], 'open', null, null, null, null, null, ${at('last.day', 'last_q % 8')}, bench_id('user', p), bench_id('user', p), bench_id('team', p % 20),
     first.day, ${credit}, ${at('first.day', 'c % 8')}, bench_id('user', p), ${at('last.day', 'last_q % 8')}
   from ${everyCustomer} where k % 2 = 0`,
  `insert into opportunities (${opportunity})
   select tenant, bench_id('won', c), bench_id('customer', c), '一期 ' || c, 'won', ${at('closed.day', 'c % 8')}, 5200000 + c % 70 * 100000, 'CNY', 100,
     closed.day, array[bench_id('contact', c * 2)], 'won', ${at('closed.day', 'c % 8')}, bench_id('user', p), bench_id('team', p % 20), closed.day, ${credit}, ${at('last.day', 'last_q % 8')},
     bench_id('user', p), bench_id('user', p), bench_id('team', p % 20), first.day, ${credit}, ${at('first.day', 'c % 8')}, bench_id('user', p), ${at('last.day', 'last_q % 8')}
   from ${everyCustomer} join bench_days closed on closed.d = (k * 7 + p) % days where k % 8 = 1`,
]

export const payments = `
  insert into payments (tenant_id, id, customer_id, opportunity_id, amount_minor, currency, paid_on, owner_id, credit_user_id, credit_department_id, credit_day, credit_zone, created_at, created_by, updated_at)
  select tenant, bench_id('payment', c), bench_id('customer', c), bench_id('won', c), 2600000, 'CNY', paid.day, bench_id('user', p), bench_id('user', p), bench_id('team', p % 20),
    paid.day, ${credit}, ${at('paid.day', 'c % 8')}, bench_id('user', p), ${at('paid.day', 'c % 8')}
  from ${everyCustomer} join bench_days paid on paid.d = (k * 7 + p + 1) % days where k % 8 = 1`

export const followUps = `
  insert into follow_ups (tenant_id, id, customer_id, opportunity_id, contact_ids, method, result, occurred_at, local_day, time_zone, department_id, entered_at, entry_kind, counted,
    summary, needs, objections, feedback, intent, stage, currency, state_before, state_after, next_step_id, author_id, created_at, created_by, updated_at, body_hash)
  select tenant, bench_id('visit', i), bench_id('customer', c), case when k % 2 = 0 then bench_id('deal', c) end, array[bench_id('contact', c * 2)],
    ${pick(['visit', 'phone', 'wechat', 'phone'], 'q')}, case when q % 16 = 7 then 'noAnswer' else 'effective' end, at, day, 'Asia/Shanghai', bench_id('team', p % 20), at + interval '5 minutes', 'normal', true,
    '和客户谈了第 ' || i || ' 次：样机参数基本认可，对交期和付款方式有顾虑，希望我们下周带着优惠方案再来，并请技术一起确认接口。',
    case when q % 2 = 0 then array['交期压缩到六周'] else '{}' end, case when q % 3 = 0 then array['price'] else '{}' end, 'positive',
    case when round % 3 = 0 then ${pick(intents, 'round')} end, case when k % 2 = 0 then ${pick(stages, 'round')} end, 'CNY',
    jsonb_build_object('intent', ${pick(intents, 'greatest(round - 1, 0)')}, 'status', 'interested'), jsonb_build_object('intent', ${pick(intents, 'round')}, 'status', 'interested'),
    bench_id('step', i), bench_id('user', p), at, bench_id('user', p), at, md5(i::text) || md5(c::text)
  from bench_visits order by i`

export const nextSteps = `
  insert into next_steps (tenant_id, id, customer_id, opportunity_id, contact_ids, at, local_day, time_zone, action, goal, state, closed_at, made_by_follow_up_id, kept_by_follow_up_id,
    owner_id, created_at, created_by, updated_at)
  select tenant, bench_id('step', i), bench_id('customer', c), case when k % 2 = 0 then bench_id('deal', c) end, array[bench_id('contact', c * 2)], next_at, next_day, 'Asia/Shanghai',
    ${pick(['visit', 'call', 'quote'], 'q')}, '拿到预算审批人', case when next_i is null then 'open' else 'kept' end, case when next_i is not null then next_at end,
    bench_id('visit', i), bench_id('visit', next_i), bench_id('user', p), at, bench_id('user', p), coalesce(case when next_i is not null then next_at end, at)
  from bench_visits order by i`

export const auditEntries = `
  insert into audit_entries (tenant_id, id, at, actor_id, actor_kind, action, type, record_id, changes, request_id)
  select tenant, bench_id('audit', i), at, bench_id('user', p), 'user', 'created', 'followUp', bench_id('visit', i),
    jsonb_build_object('method', jsonb_build_array(null, 'visit'), 'customerId', jsonb_build_array(null, bench_id('customer', c)), 'summary', jsonb_build_array(null, '样机参数基本认可')), bench_id('request', i)
  from bench_visits order by i`

/** Names are found by their pairs of characters. */
export const searchTerms = `
  insert into search_terms (tenant_id, type, term, record_id)
  select distinct tenant, 'customer', substr(name, n, 2), id
  from (select tenant, bench_id('customer', c) as id, ${pick(brands, 'c / 7')} || c || ${pick(trades, 'c / 11')} || '有限公司' as name
    from bench_shape cross join lateral generate_series(0, per_person * 500 - 1) c) named
  cross join lateral generate_series(1, length(name) - 1) n`

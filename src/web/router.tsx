import {
  type AnyRoute,
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useCan } from './lib/session.ts'
import { NoRight, NotFound, ScreenError, Waiting } from './route-states.tsx'
import type { Screen } from './screen.ts'
import { SessionGate } from './session-gate.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { Toasts } from './ui/toast.tsx'

function Root() {
  return (
    <>
      <Outlet />
      <SignInAgain />
      <Toasts />
    </>
  )
}

function Bare() {
  return (
    <SessionGate>
      <Outlet />
    </SessionGate>
  )
}

/** The screen itself, or for people without the right for it a word about whom to ask. */
function componentOf({ load, can }: Screen): RouteComponent {
  const part = lazyRouteComponent(load) as AsyncRouteComponent<object>
  if (can === undefined) return part
  const Part = part as ComponentType
  const Guarded = () => (useCan(can) ? <Part /> : <NoRight />)
  return Object.assign(Guarded, { preload: part.preload })
}

/** The router of one entry: public screens as they are, the others behind the session gate and inside `Shell`. */
export function routerOf(screens: Screen[], Shell: ComponentType) {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound })
  const Framed = () => (
    <SessionGate>
      <Shell />
    </SessionGate>
  )
  const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Framed })
  const bare = createRoute({ getParentRoute: () => root, id: 'bare', component: Bare })
  const routeOf = (parent: AnyRoute) => (screen: Screen) =>
    createRoute({ getParentRoute: () => parent, path: screen.path, component: componentOf(screen) })
  const tree = root.addChildren([
    ...screens.filter((each) => each.frame === 'public').map(routeOf(root)),
    bare.addChildren(screens.filter((each) => each.frame === 'bare').map(routeOf(bare))),
    framed.addChildren([
      ...screens.filter((each) => !each.frame).map(routeOf(framed)),
      createRoute({ getParentRoute: () => framed, path: '$', component: NotFound }),
    ]),
  ])
  return createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultPreloadDelay: 80,
    scrollRestoration: true,
    defaultErrorComponent: ScreenError,
    defaultPendingComponent: Waiting,
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
  })
}

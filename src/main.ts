import { run } from './app/run.ts'

await run(process.env, process.argv.slice(2))

import { runCommand } from './app/cli.ts'

process.exitCode = await runCommand(process.env, process.argv.slice(2))

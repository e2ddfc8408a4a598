import { StartError } from './start-error.ts'

/** Turns the reason why the server cannot listen into one line about what to do; other errors stay as they are. */
export function explainListenError(error: unknown, port: number, host = '0.0.0.0'): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartError(
        `端口 ${port} 已被占用，请用 PORT 指定其他端口，例如 PORT=${port + 1} npm start`,
        `port ${port} is in use; choose another one: PORT=${port + 1} npm start`,
        error,
      )
    case 'EACCES':
      return new StartError(
        `没有权限使用端口 ${port}，请用 PORT 指定 1024 以上的端口`,
        `no permission to use port ${port}; set PORT to one above 1024`,
        error,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(
        `本机没有地址 ${host}，请修改 HOST`,
        `this machine has no address ${host}; change HOST`,
        error,
      )
    default:
      return error
  }
}

/** Ends a process that leads a group, and everything in the group; on Windows, which has no groups, the process alone. */
export function endGroup(leader: number): void {
  for (const target of process.platform === 'win32' ? [leader] : [-leader, leader]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}

# Runs a command that must not outlive the process which started it.
#   sh -c "$(cat watchdog.sh)" watchdog PIDFILE COMMAND [ARGUMENT...]
# Standard input is a pipe that only the owner holds open. Each line on it is the name of a signal for the command; its end
# means that the owner is gone, in whatever way, and the command is killed. The exit status is the command's.
pidfile=$1; shift
exec 3<&0
if command -v setsid >/dev/null 2>&1; then
  # A session of its own, so that a signal reaches what the command starts too.
  setsid "$@" </dev/null 3<&- &
else
  "$@" </dev/null 3<&- &
fi
command=$!
# What ends the owner's whole process group, such as an interrupted build, must not end this watch over the command, which is
# in a group of its own: it would live on. The end of the pipe says that the owner is gone.
trap '' HUP INT TERM
echo "$command" > "$pidfile"
signal() { kill -s "$1" -- "-$command" 2>/dev/null || kill -s "$1" "$command" 2>/dev/null; }
{ while read -r name; do signal "$name"; done; signal KILL; } <&3 3<&- >/dev/null 2>&1 &
watcher=$!
exec 3<&- </dev/null
wait "$command" 2>/dev/null
status=$?
kill -s KILL "$watcher" 2>/dev/null
# What the command left behind in its session ends with it, as in a container.
kill -s KILL -- "-$command" 2>/dev/null
exit "$status"

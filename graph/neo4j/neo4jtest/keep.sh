# keep.sh HOME COMMAND... keeps a database for a test process, and takes it away
# with its folder HOME when that process is no more, however it ended.
#
# A line on stdin starts COMMAND. Its process id is printed, and "gone" when it has
# ended. The test process holds the other ends of stdin and of descriptor 3; both
# come to an end of file with it, and the second one kills COMMAND.
exec 2>/dev/null
trap '' PIPE
home=$1
shift
while read -r order; do
	"$@" </dev/null >>"$home/out" 2>&1 3<&- &
	database=$!
	{ read -r never <&3; kill -9 $database; } >/dev/null &
	watch=$!
	echo $database
	wait $database
	kill $watch
	wait $watch
	echo gone
done
rm -rf "$home"

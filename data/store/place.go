package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// DefaultDir is where the program keeps its data unless told otherwise: %APPDATA%\cppccdesk on Windows,
// ~/.config/cppccdesk on Linux.
func DefaultDir() (string, error) {
	base, err := os.UserConfigDir()
	if err != nil {
		return "", Failure(CodeNoFolder, err, "找不到当前用户的数据文件夹。请用 --data 指定一个文件夹。")
	}
	return filepath.Join(base, "cppccdesk"), nil
}

// networkFUSE looks dir up in the text of /proc/self/mountinfo (man 5 proc) and names the network file system behind
// its FUSE mount, "" when that is not known to be one.
func networkFUSE(mountinfo, dir string) string {
	const remote = " fuse.sshfs fuse.rclone fuse.davfs fuse.davfs2 fuse.glusterfs fuse.s3fs fuse.smbnetfs fuse.gvfsd-fuse fuse.cephfs fuse.curlftpfs "
	unescape := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	best, kind := "", ""
	for line := range strings.Lines(mountinfo) {
		before, after, ok := strings.Cut(line, " - ")
		fields, rest := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(rest) == 0 {
			continue
		}
		point := unescape.Replace(fields[4])
		inside := dir == point || strings.HasPrefix(dir, strings.TrimSuffix(point, "/")+"/")
		if inside && len(point) >= len(best) {
			best, kind = point, rest[0]
		}
	}
	if strings.Contains(remote, " "+kind+" ") {
		return kind
	}
	return ""
}

// makeDir makes the data folder and gives its absolute path, or says why it cannot be used.
func makeDir(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", Failure(CodeNoFolder, err, "数据文件夹「%s」无法使用。请换一个位置。", dir)
	}
	if err := os.MkdirAll(abs, 0o700); err != nil {
		return "", Failure(CodeNoFolder, fmt.Errorf("make data folder: %w", err), "数据文件夹「%s」不存在，也无法建立。请换一个位置。", abs)
	}
	return abs, nil
}

// refuseNetwork refuses a folder where WAL does not work: all users of a WAL database must share memory, which
// machines do not (https://www.sqlite.org/wal.html).
func refuseNetwork(dir string, fileSystem func(string) (string, error)) error {
	resolved, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return Failure(CodeNoFolder, err, "数据文件夹「%s」无法使用。请换一个位置。", dir)
	}
	kind, err := fileSystem(resolved)
	if err != nil {
		return Failure(CodeNoFolder, err, "数据文件夹「%s」无法使用。请换一个位置。", dir)
	}
	if kind != "" {
		return Refuse(CodeNetworkShare, "数据文件夹「%s」在网络共享（%s）上，数据库放在那里会损坏。请改放在本机硬盘或 U 盘上。", dir, kind)
	}
	return nil
}

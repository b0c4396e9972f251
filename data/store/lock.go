package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// raisePoll is how often the first copy looks whether a second one asked for its window.
const raisePoll = 300 * time.Millisecond

// takeLock makes this the only copy that writes in dir, for a command or, without one, for a window. The operating system frees the lock when the
// process ends, however it ends, so the files that stay behind mean nothing.
func takeLock(dir, command string, now func() time.Time) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	taken, err := lock.TryLock()
	if err != nil {
		return nil, Failure(CodeReadOnly, fmt.Errorf("lock: %w", err), "数据文件夹「%s」不能写入。请检查权限，或换一个位置。", dir)
	}
	if !taken {
		return nil, inUse(dir)
	}
	// The lock itself cannot be read while it is held, not on Windows.
	if err := nameHolder(dir, command, now); err != nil {
		return nil, errors.Join(Failure(CodeReadOnly, fmt.Errorf("name the holder: %w", err), "数据文件夹「%s」不能写入。请检查权限，或换一个位置。", dir), lock.Unlock())
	}
	// A request left over from before this copy started is not for it.
	if err := os.Remove(filepath.Join(dir, raiseName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("remove old raise request: %w", err), lock.Unlock())
	}
	return lock, nil
}

// nameHolder writes down which command has the data from when on; of a window there is nothing to write.
func nameHolder(dir, command string, now func() time.Time) error {
	path := filepath.Join(dir, holderName)
	if command != "" {
		return os.WriteFile(path, []byte(command+"\n"+now().Local().Format("15:04")), 0o600)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// release gives the data free. Their holder is named no longer.
func release(lock *flock.Flock) error {
	if err := nameHolder(filepath.Dir(lock.Path()), "", nil); err != nil {
		return errors.Join(err, lock.Unlock())
	}
	return lock.Unlock()
}

// inUse refuses to open what another process has open, and says which.
func inUse(dir string) error {
	holder, err := os.ReadFile(filepath.Join(dir, holderName))
	command, since, told := strings.Cut(string(holder), "\n")
	if err != nil || !told {
		return Refuse(CodeInUse, "程序已经打开，正在使用「%s」里的数据。请使用已打开的窗口。", dir)
	}
	return Refuse(CodeAtWork, "命令「cppccdesk %s」从 %s 起正在写「%s」里的数据。请等它做完再来；列出、统计、报表等只读的命令现在就可以用。", command, since, dir)
}

// RequestRaise asks the copy that has the data in dir open to bring its window to the front, and to take in the files at the paths, which may be none.
func RequestRaise(dir string, paths ...string) error {
	text := strings.Join(paths, "\n") // a path has no line break where this program runs
	request := filepath.Join(dir, raiseName)
	err := os.WriteFile(request+".new", []byte(text), 0o600)
	if err == nil {
		err = os.Rename(request+".new", request) // never found half-written
	}
	if err != nil {
		return fmt.Errorf("ask the first copy for its window: %w", err)
	}
	return nil
}

// OnRaise calls fn, on a goroutine of the store, each time a second copy calls RequestRaise, until ctx or the store ends.
func (s *Store) OnRaise(ctx context.Context, fn func(paths []string)) {
	request := filepath.Join(s.dir, raiseName)
	s.wait.Go(func() {
		tick := time.NewTicker(raisePoll)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-s.alive.Done():
				return
			case <-tick.C:
			}
			text, err := os.ReadFile(request)
			if err == nil && os.Remove(request) == nil {
				fn(strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' }))
			}
		}
	})
}

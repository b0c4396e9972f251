package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// raisePoll is how often the first copy looks whether a second one asked for its window.
const raisePoll = 300 * time.Millisecond

// takeLock makes this the only copy that writes in dir. The operating system frees the lock when the process ends,
// however it ends, so the file that stays behind means nothing.
func takeLock(dir string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	taken, err := lock.TryLock()
	if err != nil {
		return nil, failure(CodeReadOnly, fmt.Errorf("lock: %w", err), "数据文件夹「%s」不能写入。请检查权限,或换一个位置。", dir)
	}
	if !taken {
		return nil, Refuse(CodeInUse, "程序已经打开,正在使用「%s」里的数据。请使用已打开的窗口。", dir)
	}
	// A request left over from before this copy started is not for it.
	if err := os.Remove(filepath.Join(dir, raiseName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("remove old raise request: %w", err), lock.Unlock())
	}
	return lock, nil
}

// RequestRaise asks the copy that has the data in dir open to bring its window to the front.
func RequestRaise(dir string) error {
	if err := os.WriteFile(filepath.Join(dir, raiseName), nil, 0o600); err != nil {
		return fmt.Errorf("ask the first copy for its window: %w", err)
	}
	return nil
}

// OnRaise calls fn, on a goroutine of the store, each time a second copy calls RequestRaise, until ctx or the store ends.
func (s *Store) OnRaise(ctx context.Context, fn func()) {
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
			if err := os.Remove(request); err == nil {
				fn()
			}
		}
	})
}

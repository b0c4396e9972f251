package export

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"cppccdesk/data/store"
)

// replacedPrefix begins the name that a folder of a pack or of papers has from when it is moved away until the one in its place is there.
const replacedPrefix = ".替换中-"

// moveInto gives files that are complete in the folder temporary their place in the folder pack. One file takes its place by itself. Several take
// it together: temporary is given what else the pack holds, such as stamped scans of the office, and becomes the pack. A program killed
// meanwhile leaves the old pack or the new one; between two renames, under the name that bringBack looks for.
func moveInto(pack, temporary string, names []string) error {
	_, err := os.Stat(pack)
	switch {
	case err == nil && len(names) == 1:
		return replaced(os.Rename(filepath.Join(temporary, names[0]), filepath.Join(pack, names[0])), filepath.Join(pack, names[0]))
	case err == nil:
		if err := takeAlong(pack, temporary); err != nil {
			return cannotWrite(pack, err)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return cannotWrite(pack, err)
	}
	if err := os.Chmod(temporary, 0o755); err != nil {
		return cannotWrite(pack, err)
	}
	if err != nil { // there is no pack yet
		return replaced(os.Rename(temporary, pack), pack)
	}
	old := replacedName(pack)
	if err := os.Rename(pack, old); err != nil {
		return replaced(err, pack)
	}
	if err := os.Rename(temporary, pack); err != nil {
		return replaced(errors.Join(err, os.Rename(old, pack)), pack)
	}
	_ = os.RemoveAll(old) // else the next time
	return nil
}

func replacedName(pack string) string {
	return filepath.Join(filepath.Dir(pack), replacedPrefix+filepath.Base(pack))
}

// replaced is the sentence for a file or folder that could not be renamed: on Windows one that is open, or holds what is.
func replaced(err error, path string) error {
	if err == nil {
		return nil
	}
	return &store.Error{
		Code: store.CodeReadOnly, Err: err,
		Sentence: "不能替换「" + path + "」，可能正在 Excel、Word 或 WPS 中打开，请关闭后重新生成。",
	}
}

// takeAlong puts what a pack holds and the new one does not into the new one: as second names of the same files, as copies where the disk has
// no second names.
func takeAlong(pack, to string) error {
	return filepath.WalkDir(pack, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(pack, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, name)
		if _, err := os.Lstat(target); err == nil || !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if e.IsDir() {
			return os.Mkdir(target, 0o755)
		}
		if os.Link(path, target) == nil {
			return nil
		}
		return copyFile(path, target)
	})
}

// copyFile copies a file with its time.
func copyFile(path, target string) (err error) {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no file", path)
	}
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Chtimes(target, info.ModTime(), info.ModTime())
}

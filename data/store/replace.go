package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ReplaceFile puts text in the place of the file at path: written beside it, on the disk, then renamed, so that a killed process or a power cut
// leaves the old text or the new one, never a part. With keep, the file that is replaced stays under that name; a reader who finds no file
// at path, because the process was killed between two renames, takes that one.
func ReplaceFile(path, keep string, text []byte) error {
	temp := path + PartialEnding
	if err := writeWhole(temp, text); err != nil {
		return errors.Join(err, unlessMissing(os.Remove(temp)))
	}
	if keep != "" {
		if err := unlessMissing(os.Rename(path, keep)); err != nil {
			return fmt.Errorf("keep the last file: %w", errors.Join(err, os.Remove(temp)))
		}
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("replace file: %w", errors.Join(err, os.Remove(temp)))
	}
	return syncDir(filepath.Dir(path))
}

func unlessMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// writeWhole writes a file and has it on the disk before it returns.
func writeWhole(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

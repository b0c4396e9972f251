package data

import (
	"os"
	"path/filepath"
)

// MayWrite refuses with CodeInvalid an output, a file or a folder, that is the data folder, is below it or is a second name
// of one of its files. Links are followed, and a path that is yet to be made is judged by the nearest folder that is there.
func (s *Store) MayWrite(path string) error {
	refused := Refuse(CodeInvalid, "「%s」在数据文件夹里，写到那里会损坏数据。请换一个文件夹。", path)
	abs, err := filepath.Abs(path)
	if err != nil {
		return failure(CodeInvalid, err, "「%s」的位置无法使用。请换一个位置。", path)
	}
	home, err := os.Stat(s.dir)
	if err != nil {
		return failure(CodeInvalid, err, "数据文件夹「%s」无法读取。请检查后再试。", s.dir)
	}
	if s.owns(abs) {
		return refused
	}
	for !exists(abs) && filepath.Dir(abs) != abs {
		abs = filepath.Dir(abs)
	}
	if abs, err = filepath.EvalSymlinks(abs); err != nil {
		return failure(CodeInvalid, err, "「%s」的位置无法使用。请换一个位置。", path)
	}
	for ; ; abs = filepath.Dir(abs) {
		if info, err := os.Stat(abs); err == nil && os.SameFile(info, home) {
			return refused
		}
		if filepath.Dir(abs) == abs {
			return nil
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// owns reports whether the file is one of those right in the data folder, under whatever name.
func (s *Store) owns(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return false
	}
	for _, entry := range entries {
		if own, err := entry.Info(); err == nil && os.SameFile(own, info) {
			return true
		}
	}
	return false
}

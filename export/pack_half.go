package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// halfPack names the folders in which packs and papers are written before they have their place.
var halfPack = regexp.MustCompile(`^\.(上报包|文书)-\d+$`)

// halfPackAge is how long nothing must have been written into such a folder before it is taken for one left by a program that ended.
const halfPackAge = time.Hour

// tidyPacks sets right what killed programs left of packs in dir: a pack that was moved away and not replaced is brought back, and folders with
// nothing in them but what is elsewhere or was never finished are removed. What cannot be removed is in nobody's way.
func tidyPacks(dir string, now time.Time) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if name, away := strings.CutPrefix(e.Name(), replacedPrefix); away && e.IsDir() {
			bringBack(filepath.Join(dir, e.Name()), filepath.Join(dir, name))
		}
	}
	if entries, err = os.ReadDir(dir); err != nil { // with what is back
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !e.IsDir() || !halfPack.MatchString(e.Name()) || now.Sub(info.ModTime()) < halfPackAge {
			continue
		}
		if folder := filepath.Join(dir, e.Name()); onlyOutput(folder, dir, entries) {
			_ = os.RemoveAll(folder)
		}
	}
}

// bringBack gives a folder that was moved away its place again, or removes it once the one in its place holds every name that it holds.
func bringBack(old, pack string) {
	if _, err := os.Lstat(pack); errors.Is(err, fs.ErrNotExist) {
		_ = os.Rename(old, pack)
		return
	}
	if takeAlong(old, pack) == nil {
		_ = os.RemoveAll(old)
	}
}

// onlyOutput says whether there is nothing in a folder but workbooks, documents, PDFs of reports, unfinished ones, and what a pack beside it
// holds too.
func onlyOutput(folder, dir string, beside []fs.DirEntry) bool {
	own := func(name string) bool {
		ending := filepath.Ext(name)
		return filepath.Base(name) == name && (ending == ".xlsx" || ending == ".docx" || ending == ".tmp" || slices.ContainsFunc(Reports(), func(r Report) bool { return r.PDFName() == name }))
	}
	return holdsAll(folder, "", own) || slices.ContainsFunc(beside, func(e fs.DirEntry) bool {
		return e.IsDir() && !strings.HasPrefix(e.Name(), ".") && holdsAll(folder, filepath.Join(dir, e.Name()), own)
	})
}

// holdsAll says whether each file of a folder is in the other one too, of the same size, or is one that may be missing there.
func holdsAll(folder, other string, mayMiss func(name string) bool) bool {
	return filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil || e.Type().IsRegular() && mayMiss(name) {
			return err
		}
		here, err := e.Info()
		if err != nil {
			return err
		}
		there, err := os.Lstat(filepath.Join(other, name))
		switch {
		case other == "" || err != nil:
			return errors.Join(fs.ErrNotExist, err)
		case os.SameFile(here, there) || here.Mode().IsRegular() && there.Mode().IsRegular() && here.Size() == there.Size() && here.ModTime().Equal(there.ModTime()):
			return nil
		}
		return fs.ErrNotExist
	}) == nil
}

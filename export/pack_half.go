package export

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

// halfPack names the folders in which packs and papers are written before they have their place.
var halfPack = regexp.MustCompile(`^\.(上报包|文书)-\d+$`)

// halfPackAge is how long nothing must have been written into such a folder before it is taken for one left by a program that ended.
const halfPackAge = time.Hour

// removeHalfPacks clears away what killed programs left of packs in dir: folders of that name with nothing in them but workbooks,
// documents, PDFs of reports and unfinished ones. What cannot be removed is in nobody's way.
func removeHalfPacks(dir string, now time.Time) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !e.IsDir() || !halfPack.MatchString(e.Name()) || now.Sub(info.ModTime()) < halfPackAge {
			continue
		}
		if folder := filepath.Join(dir, e.Name()); onlyOutput(folder) {
			_ = os.RemoveAll(folder)
		}
	}
}

func onlyOutput(folder string) bool {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return false
	}
	for _, e := range entries {
		ending := filepath.Ext(e.Name())
		own := ending == ".xlsx" || ending == ".docx" || ending == ".tmp" || slices.ContainsFunc(Reports(), func(r Report) bool { return r.PDFName() == e.Name() })
		if e.Type()&fs.ModeType != 0 || !own {
			return false
		}
	}
	return true
}

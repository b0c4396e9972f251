package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// private are the patterns of what the program keeps in the data folder. Other files there are somebody else's business.
var private = []string{
	databaseName, databaseName + "-*", databaseName + ".*", "cppccdesk.log*", lockName, holderName, raiseName + "*", "window.json*", "running", "crash-*.txt",
	DraftsName, attachmentsName, backupsName, "*年民主监督上报包",
}

// tighten makes the data folder and what the program keeps in it readable by its owner only, also what older versions made.
func tighten(dir string) error {
	if err := makePrivate(dir); err != nil {
		return err
	}
	entries, err := entriesOf(CodeReadOnly, dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !isPrivate(e.Name()) {
			continue
		}
		if err := tightenTree(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func isPrivate(name string) bool {
	return slices.ContainsFunc(private, func(pattern string) bool {
		matched, err := filepath.Match(pattern, name)
		return err == nil && matched
	})
}

func tightenTree(top string) error {
	return filepath.WalkDir(top, func(path string, _ fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone meanwhile, such as the request of a second copy
		}
		if err != nil {
			return fmt.Errorf("make private: %w", err)
		}
		return makePrivate(path)
	})
}

// makeDatabaseFile makes an empty file for a new database: SQLite would make it readable by others, and its log with the same rights.
func makeDatabaseFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("make database: %w", err)
	}
	return f.Close()
}

// DraftsName is the folder of what was typed and not saved, in the data folder.
const DraftsName = "drafts"

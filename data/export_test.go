package data

import (
	"path/filepath"
	"slices"
	"time"
)

// What tests outside the package look at.

// BinTables names the tables whose rows can lie in the bin, in order of name.
func BinTables() []string {
	var tables []string
	for _, k := range binKinds() {
		tables = append(tables, k.table)
	}
	slices.Sort(tables)
	return tables
}

// FindCopy reads what is known of one copy, which may lie anywhere.
func FindCopy(path string) Copy {
	c, known := findManifest(path)
	if !known {
		c, _ = parseCopyName(filepath.Base(path), time.Local)
	}
	c.Path = path
	return c.sized()
}

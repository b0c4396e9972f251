package win

import (
	"path/filepath"
	"slices"
	"strings"
)

// WithEnding is the path with an ending of the filter: its own, or the filter's first one added. Without it the program a file is for would
// not open it.
func WithEnding(path string, f Filter) string {
	own := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
	if len(f.Endings) == 0 || slices.Contains(f.Endings, own) {
		return path
	}
	return strings.TrimRight(path, ".") + "." + f.Endings[0]
}

//go:build !windows

package win

import (
	"fmt"
	"os"
)

func alert(title, text string) { _, _ = fmt.Fprintf(os.Stderr, "%s: %s\n", title, text) }

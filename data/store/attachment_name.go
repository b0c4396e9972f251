package store

import (
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest name of an attachment: what fits into any file system with the folder before it and a number behind it.
const (
	fileNameLimit = 120 // characters, on Windows
	fileNameBytes = 240 // elsewhere, where 汉字 count three
)

// deviceName is a name that Windows takes for a device, whatever ending follows.
var deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// plainFileName makes a name that every system can store out of any name.
func plainFileName(name string) string {
	name = StorableName(name)
	ending := filepath.Ext(name)
	if utf8.RuneCountInString(ending) >= 10 {
		ending = "" // a dot somewhere in the name
	}
	stem := []rune(strings.TrimSuffix(name, ending))
	stem = stem[:min(len(stem), fileNameLimit-utf8.RuneCountInString(ending))]
	for len(string(stem))+len(ending) > fileNameBytes {
		stem = stem[:len(stem)-1]
	}
	if name = string(stem) + ending; name == "" {
		return "附件"
	}
	return name
}

// StorableName takes out of a name what some system cannot store, whatever its length.
func StorableName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if deviceName.MatchString(name) {
		name = "_" + name
	}
	return name
}

// isFileName says whether a file can be written under the name, in the folder it is meant for and nowhere else.
func isFileName(name string) bool {
	return name != "" && len(name) <= 255 && StorableName(name) == name
}

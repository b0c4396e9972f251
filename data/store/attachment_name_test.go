package store

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPlainFileNames(t *testing.T) {
	for _, test := range []struct{ name, given, want string }{
		{"plain", "推荐表.pdf", "推荐表.pdf"},
		{"separators and characters Windows has not", `a/b\c:d*e?"<>|.doc`, "a_b_c_d_e_____.doc"},
		{"a device of Windows", "CON.pdf", "_CON.pdf"},
		{"a device without ending", "nul", "_nul"},
		{"a device with two endings", "Com1.tar.gz", "_Com1.tar.gz"},
		{"begins like a device", "console.txt", "console.txt"},
		{"blanks and dots at the ends", " .. ", "附件"},
		{"line break and no text", "a\nb\xff.txt", "a_b_.txt"},
		{"many characters", strings.Repeat("a", 300) + ".docx", strings.Repeat("a", 115) + ".docx"},
		{"many bytes", strings.Repeat("政", 120) + ".docx", strings.Repeat("政", 78) + ".docx"},
		{"a dot far from the end", "a." + strings.Repeat("b", 300), "a." + strings.Repeat("b", 118)},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := plainFileName(test.given)
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if utf8.RuneCountInString(got) > fileNameLimit || len(got) > fileNameBytes {
				t.Errorf("%d characters, %d bytes", utf8.RuneCountInString(got), len(got))
			}
		})
	}
}

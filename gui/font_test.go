package gui

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"

	"cppccdesk/assets"
)

// What the embedded font lacks is drawn with whatever the system has, and on a system without it as �.
func TestTheFontHasEveryCharacterOfTheWindow(t *testing.T) {
	font, err := sfnt.Parse(assets.FontRegular)
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	check := func(where, text string) {
		for _, r := range text {
			if index, err := font.GlyphIndex(&buffer, r); r > 0x7e && (err != nil || index == 0) {
				t.Errorf("%s: the font lacks %c (%U)", where, r, r)
			}
		}
	}
	check("the manual", assets.Manual)
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, literal := range literals(source) {
			check(path, literal)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// literals gives the strings and characters of Go source as they are written there.
func literals(source []byte) (all []string) {
	var s scanner.Scanner
	files := token.NewFileSet()
	s.Init(files.AddFile("", files.Base(), len(source)), source, nil, 0)
	for {
		switch _, kind, literal := s.Scan(); kind {
		case token.EOF:
			return all
		case token.STRING, token.CHAR:
			all = append(all, literal)
		}
	}
}

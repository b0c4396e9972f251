package main

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
)

// The signature never stands on a page of its own: the last of the text goes with it.
func TestPageWithTheSealCarriesText(t *testing.T) {
	made := document("# 标题\n= 一、情况\n前文。\n= 二、要求\n正文。\n{{如有附件}}\n附件\n{{完}}\n\n< {{落款}}\n> {{日期}}")
	r, err := zip.NewReader(bytes.NewReader(made), int64(len(made)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]bool{}
	for _, p := range regexp.MustCompile("<w:p>.*?</w:p>").FindAllString(string(xml), -1) {
		kept[regexp.MustCompile("<[^>]*>").ReplaceAllString(p, "")] = strings.Contains(p, "<w:keepNext/>")
	}
	for text, want := range map[string]bool{"前文。": false, "正文。": true, "附件": true, "": true} {
		if kept[text] != want {
			t.Errorf("%q is kept with what follows: %v", text, kept[text])
		}
	}
}

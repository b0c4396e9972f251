// Command mend replaces texts in the cells of a workbook, as a clerk does who mends the rows that were refused.
//
//	mend IN.xlsx OUT.xlsx OLD NEW [OLD NEW...]
package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

func main() {
	if len(os.Args) < 5 || len(os.Args)%2 == 0 {
		log.Fatal("mend IN.xlsx OUT.xlsx OLD NEW...")
	}
	if err := mend(os.Args[1], os.Args[2], strings.NewReplacer(os.Args[3:]...)); err != nil {
		log.Fatal(err)
	}
}

func mend(in, out string, texts *strings.Replacer) (err error) {
	from, err := zip.OpenReader(in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	var made bytes.Buffer
	to := zip.NewWriter(&made)
	for _, part := range from.File {
		if err := mendPart(to, part, texts); err != nil {
			return fmt.Errorf("%s: %w", part.Name, err)
		}
	}
	if err := to.Close(); err != nil {
		return err
	}
	return os.WriteFile(out, made.Bytes(), 0o600)
}

func mendPart(to *zip.Writer, part *zip.File, texts *strings.Replacer) (err error) {
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	content, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	w, err := to.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = texts.WriteString(w, string(content))
	return err
}

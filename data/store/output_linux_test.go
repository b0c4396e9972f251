package store

import (
	"os"
	"path/filepath"
	"testing"

	"cppccdesk/data/datatest/rights"
)

func mustLink(t *testing.T, to, path string) string {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Fatal(err)
	}
	return path
}

// What cannot be looked at may be a file of the data folder, so nothing is written there.
func TestAnOutputThatCannotBeJudgedIsRefused(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	s := mustOpen(t, testOptions(dir))
	moved := filepath.Join(away, "moved.db")
	if err := os.WriteFile(moved, []byte("moved"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustLink(t, moved, filepath.Join(dir, "link.db"))
	loop := filepath.Join(away, "loop")
	for name, out := range map[string]string{
		"Loop":              mustLink(t, loop, loop),
		"BelowALoop":        filepath.Join(loop, "a.xlsx"),
		"BelowAFile":        filepath.Join(moved, "a.xlsx"),
		"LinkToNothing":     mustLink(t, filepath.Join(dir, "new.xlsx"), filepath.Join(away, "new.xlsx")),
		"WhatALinkLeadsTo":  moved,
		"BesideTheDatabase": filepath.Join(dir, "a.xlsx"),
	} {
		t.Run(name, func(t *testing.T) { wantCode(t, s.MayWrite(out), CodeInvalid) })
	}
	for name, out := range map[string]string{"New": filepath.Join(away, "a.xlsx"), "NewFolder": filepath.Join(away, "b", "c", "a.xlsx")} {
		t.Run(name, func(t *testing.T) {
			if err := s.MayWrite(out); err != nil {
				t.Error(err)
			}
		})
	}
}

// Notes that cannot be read are there all the same: a restore must not leave them to the database that comes.
func TestNotesNotReadAreNotForgotten(t *testing.T) {
	file := filepath.Join(t.TempDir(), attachmentsName)
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	wantCode(t, forgetTaken(file), CodeReadOnly)
	if err := forgetTaken(file + "-none"); err != nil {
		t.Error(err)
	}
}

func TestCopiesForOpeningNotListedAreToldOf(t *testing.T) {
	base := t.TempDir()
	s := mustOpen(t, testOptions(base, "CREATE TABLE attachment (id INTEGER PRIMARY KEY, digest TEXT)"))
	rights.Folder(t, filepath.Join(base, attachmentsName, openedName), 0o311)
	rights.AsNobody(t, base)
	_, err := s.TidyAttachments(t.Context())
	wantCode(t, err, CodeReadOnly)
}

// A log that cannot be looked at may hold the newest work, so a database that is gone is not taken for one never made.
func TestALogNotLookedAtIsNotNothing(t *testing.T) {
	dir := t.TempDir()
	wal := filepath.Join(dir, databaseName+"-wal")
	mustLink(t, wal, wal)
	_, err := Open(t.Context(), testOptions(dir))
	wantCode(t, err, CodeLost)
}

func TestOpenReadOnlyInAPlaceThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	loop := filepath.Join(dir, "loop")
	for name, place := range map[string]string{"File": file, "Loop": mustLink(t, loop, loop)} {
		t.Run(name, func(t *testing.T) {
			o := testOptions(place)
			o.ReadOnly = true
			_, err := Open(t.Context(), o)
			wantCode(t, err, CodeNoFolder)
		})
	}
}

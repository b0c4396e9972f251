package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data/cell"
	"cppccdesk/data/intake"
)

// MayReplace refuses with CodeExists an output, a workbook, a document or a database, over a file that the program did not write or that somebody has
// edited since, and with CodeInvalid what is no file, and the database of a data folder. A folder and an empty file may be written to.
func MayReplace(path string, database bool) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return Failure(CodeOf(err), err, "「%s」的位置无法使用：%s", path, Sentence(err))
	case info.IsDir() && database:
		return Refuse(CodeInvalid, "「%s」是文件夹，请写明备份文件的名字。", path)
	case info.IsDir() || info.Mode().IsRegular() && info.Size() == 0:
		return nil
	case !info.Mode().IsRegular():
		return Refuse(CodeInvalid, "「%s」不是普通文件。请换一个文件名。", path)
	case database:
		return mayReplaceDatabase(path)
	case isOwnPDF(path) || isOwnOFD(path), slices.Contains([]string{cell.Application, cell.WordApplication}, intake.Application(path)):
		return nil
	}
	return errForeign(path)
}

func errForeign(path string) error {
	return Refuse(CodeExists, "「%s」已经存在，不是本程序写的或写好后有人改过，没有覆盖。请换一个文件名，或先把它移走。", path)
}

// mayReplaceDatabase is MayReplace for a copy of the database over a file with something in it.
func mayReplaceDatabase(path string) error {
	switch {
	case isHome(path):
		return Refuse(CodeInvalid, "「%s」是一个数据文件夹正在用的数据库，备份写到那里会丢失它的全部数据。请换一个文件夹或文件名。", path)
	case isOwnDatabase(path):
		return nil
	}
	return errForeign(path)
}

// isHome says whether a file is the database of a data folder, which the program keeps a lock beside, and not a copy.
func isHome(path string) bool {
	if there, err := filepath.EvalSymlinks(path); err == nil {
		path = there
	}
	return strings.EqualFold(filepath.Base(path), databaseName) && lies(filepath.Join(filepath.Dir(path), lockName))
}

// isOwnDatabase says whether the head of a file is that of a database of this program (https://www.sqlite.org/fileformat.html).
func isOwnDatabase(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // only read
	var head [72]byte
	_, err = io.ReadFull(f, head[:])
	return err == nil && string(head[:16]) == sqliteHead && binary.BigEndian.Uint32(head[68:]) == applicationID
}

// MayWrite refuses with CodeInvalid an output, a file or a folder, that is the data folder, is below it or is a second name
// of one of its files. Links are followed, and a path that is yet to be made is judged by the nearest folder that is there.
func (s *Store) MayWrite(path string) error {
	refused := Refuse(CodeInvalid, "「%s」在数据文件夹里，写到那里会损坏数据。请换一个文件夹。", path)
	abs, err := filepath.Abs(path)
	if err != nil {
		return Failure(CodeInvalid, err, "「%s」的位置无法使用。请换一个位置。", path)
	}
	home, err := os.Stat(s.dir)
	if err != nil {
		return Failure(CodeInvalid, err, "数据文件夹「%s」无法读取。请检查后再试。", s.dir)
	}
	owned, err := s.owns(abs)
	switch {
	case err != nil:
		return Failure(CodeInvalid, err, "「%s」的位置无法使用：%s", path, Sentence(err))
	case owned:
		return refused
	}
	for !lies(abs) && filepath.Dir(abs) != abs {
		abs = filepath.Dir(abs)
	}
	if abs, err = filepath.EvalSymlinks(abs); err != nil {
		return Failure(CodeInvalid, err, "「%s」的位置无法使用。请换一个位置。", path)
	}
	for ; ; abs = filepath.Dir(abs) {
		info, err := os.Stat(abs)
		switch {
		case err != nil:
			return Failure(CodeInvalid, err, "「%s」的位置无法使用：%s", path, Sentence(err))
		case os.SameFile(info, home):
			return refused
		}
		if filepath.Dir(abs) == abs {
			return nil
		}
	}
}

// owns reports whether the file is one of those right in the data folder, under whatever name. The error is that it cannot be known.
func (s *Store) owns(path string) (bool, error) {
	info, err := os.Stat(path)
	if err != nil {
		return false, unlessMissing(err)
	}
	entries, err := entriesOf(CodeReadOnly, s.dir)
	if err != nil {
		return false, err
	}
	for _, entry := range entries {
		own, err := os.Stat(filepath.Join(s.dir, entry.Name())) // the database may be a link
		if err == nil && os.SameFile(own, info) {
			return true, nil
		}
		if err := unlessMissing(err); err != nil {
			return false, err
		}
	}
	return false, nil
}

// isOwnPDF says whether a file is a PDF that the program wrote and nobody has changed: its identifier is the digest of what is before its table of
// objects.
func isOwnPDF(path string) bool {
	if !strings.EqualFold(filepath.Ext(path), ".pdf") {
		return false
	}
	data, err := os.ReadFile(path)
	at := bytes.LastIndex(data, []byte("xref\n0 "))
	if err != nil || at < 0 {
		return false
	}
	digest := sha256.Sum256(data[:at])
	return bytes.Contains(data[at:], fmt.Appendf(nil, "/ID [<%x>", digest[:16])) && bytes.HasSuffix(data, fmt.Appendf(nil, "\nstartxref\n%d\n%%%%EOF\n", at))
}

// isOwnOFD says whether a file is an OFD that this program wrote and nobody changed: its comment is the mark and the digest of what is before its length.
func isOwnOFD(path string) bool {
	if !strings.EqualFold(filepath.Ext(path), ".ofd") {
		return false
	}
	data, err := os.ReadFile(path)
	at := len(data) - len(cell.OFDMark) - 2*sha256.Size
	if err != nil || at < 2 {
		return false
	}
	return string(data[at:]) == fmt.Sprintf("%s%x", cell.OFDMark, sha256.Sum256(data[:at-2]))
}

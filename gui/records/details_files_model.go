package records

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
)

// attached is what became of files added to a record.
type attached struct {
	added   int
	writeID int64 // 0 when nothing was written
}

// attach copies files into the store and keeps them with a record, or a row of it, in one write. A file that cannot be taken does not keep the others from
// being; the error tells of all such files.
func attach(ctx context.Context, st *store.Store, kind *record.Kind, id int64, to record.Keeper, actor string, paths []string, say func(string, int, int)) (done attached, err error) {
	var files []store.StoredFile
	var refused []error
	for _, path := range paths {
		name := filepath.Base(path)
		file, err := st.TakeFile(ctx, path, func(done, total int64) {
			say(name, int(done>>10), int(total>>10)) // in KiB, which an int holds everywhere
		})
		if err != nil {
			refused = append(refused, err)
			continue
		}
		files = append(files, file)
	}
	if len(files) == 0 || ctx.Err() != nil {
		return done, errors.Join(ctx.Err(), together(refused))
	}
	err = st.Write(ctx, actor, attachWording(files), func(ctx context.Context, tx *store.Tx) error {
		for _, file := range files {
			_, err := kind.AttachTo(ctx, tx, id, to, file)
			switch {
			case err != nil && store.CodeOf(err) == store.CodeDuplicate:
				refused = append(refused, err)
			case err != nil:
				return err
			default:
				done.added, done.writeID = done.added+1, tx.WriteID()
			}
		}
		return nil
	})
	if err != nil {
		return attached{}, err
	}
	return done, together(refused)
}

func attachWording(files []store.StoredFile) string {
	names := make([]string, 0, len(files))
	for _, file := range files {
		names = append(names, file.Name)
	}
	return "添加附件 " + brief(zh.JoinNames(names))
}

// together is one refusal made of several.
func together(refused []error) error {
	if len(refused) < 2 {
		return errors.Join(refused...)
	}
	sentences := make([]string, 0, len(refused))
	for _, err := range refused {
		sentences = append(sentences, store.Sentence(err))
	}
	return &store.Error{Code: store.CodeOf(refused[0]), Sentence: strings.Join(sentences, "\n"), Err: errors.Join(refused...)}
}

// programEndings are of files that the system would run rather than show.
var programEndings = []string{
	"appref-ms", "bat", "chm", "cmd", "com", "cpl", "exe", "hta", "jar", "js", "jse", "lnk", "msc", "msi", "pif", "ps1", "reg", "scf", "scr", "sh", "url", "vbe", "vbs", "wsf", "wsh",
}

// isProgram tells whether opening a file of that name would run it.
func isProgram(name string) bool { return slices.Contains(programEndings, plainEnding(name)) }

// plainEnding is the ending of a file's name in small letters, without its dot.
func plainEnding(name string) string {
	return strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
}

// isPicture tells whether a file of that name may be a photo.
func isPicture(name string) bool {
	return slices.Contains([]string{"jpg", "jpeg", "png"}, plainEnding(name))
}

// WorkbooksAmong parts files that can be taken in as lists from all others.
func WorkbooksAmong(paths []string) (workbooks, others []string) {
	for _, path := range paths {
		if slices.Contains(desk.Workbooks.Endings, plainEnding(path)) {
			workbooks = append(workbooks, path)
		} else {
			others = append(others, path)
		}
	}
	return workbooks, others
}

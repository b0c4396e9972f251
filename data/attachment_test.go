package data_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// attach takes a file of that name and content in and keeps it with a record.
func (o office) attach(k *record.Kind, id int64, name, content string) (attachment int64, sentence string) {
	o.tb.Helper()
	path := filepath.Join(o.tb.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		o.tb.Fatal(err)
	}
	file, err := o.TakeFile(o.tb.Context(), path, nil)
	if err != nil {
		return 0, store.Sentence(err)
	}
	err = o.Write(o.tb.Context(), "测试", "添加附件 "+name, func(ctx context.Context, tx *store.Tx) error {
		attachment, err = k.Attach(ctx, tx, id, file)
		return err
	})
	return attachment, store.Sentence(err)
}

func (o office) attachments(k *record.Kind, id int64) (found []store.Attachment, names string) {
	o.tb.Helper()
	found, err := k.Attachments(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	var all []string
	for _, a := range found {
		all = append(all, a.Name)
	}
	return found, strings.Join(all, " ")
}

// stored lists the digests in a folder of stored files.
func stored(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

func TestAttachments(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"name": "张小明"})
	other := o.save(roster.Members, record.Values{"name": "李四"})
	first, sentence := o.attach(roster.Members, id, "推荐表.pdf", "甲")
	if sentence != "" {
		t.Fatal(sentence)
	}
	if _, sentence = o.attach(roster.Members, id, "推荐表.pdf", "甲"); sentence != "附件「推荐表.pdf」已经在这条记录里了。" {
		t.Error(sentence)
	}
	o.attach(roster.Members, id, "推荐表.PDF", "乙")
	o.attach(roster.Members, other, "同一份.pdf", "甲")
	if _, names := o.attachments(roster.Members, id); names != "推荐表.pdf 推荐表 (2).PDF" {
		t.Errorf("got %q", names)
	}
	if got := stored(t, filepath.Join(o.Dir(), "attachments")); len(got) != 2 {
		t.Errorf("two contents lie in %d files: %v", len(got), got)
	}
	o.write(func(ctx context.Context, tx *store.Tx) error { return store.RemoveAttachment(ctx, tx, first) })
	o.expectCourse(roster.Members, id, "新建", "附件 >推荐表.pdf", "附件 >推荐表 (2).PDF", "附件 推荐表.pdf>")
	entries, err := roster.Members.Course(t.Context(), o.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Revert(t.Context(), "测试", entries[0].WriteID); err != nil {
		t.Fatal(err)
	}
	found, names := o.attachments(roster.Members, id)
	if names != "推荐表.pdf 推荐表 (2).PDF" {
		t.Errorf("after undo %q", names)
	}
	out := filepath.Join(t.TempDir(), "另存.pdf")
	if err := o.SaveAttachment(t.Context(), found[0], out); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(out); err != nil || string(text) != "甲" {
		t.Errorf("saved %q, %v", text, err)
	}
	opened, err := o.OpenedCopy(t.Context(), found[0])
	if err != nil || filepath.Base(opened) != "推荐表.pdf" {
		t.Errorf("opened %q, %v", opened, err)
	}
	if info, err := os.Stat(opened); err != nil || info.Mode().Perm()&0o200 != 0 {
		t.Errorf("the copy for opening can be written to: %v, %v", info.Mode(), err)
	}
}

func TestAttachmentRefused(t *testing.T) {
	o := openOffice(t)
	dir := t.TempDir()
	for name, want := range map[string]string{dir: "是文件夹", filepath.Join(dir, "没有.pdf"): "打不开文件「没有.pdf」"} {
		if _, err := o.TakeFile(t.Context(), name, nil); !strings.Contains(store.Sentence(err), want) {
			t.Errorf("%s: %s", name, store.Sentence(err))
		}
	}
	if _, sentence := o.attach(roster.Members, 99, "a.pdf", "a"); !strings.Contains(sentence, "已经不在了") {
		t.Error(sentence)
	}
}

func TestDamagedAttachment(t *testing.T) {
	o := openOffice(t)
	dir := t.TempDir()
	findings := func(want string) {
		t.Helper()
		report, err := o.Check(t.Context())
		if err != nil || len(report.Findings) != 1 || !strings.Contains(report.Findings[0], want) {
			t.Errorf("check: %v, %v", report.Findings, err)
		}
	}
	id := o.save(roster.Members, record.Values{"name": "张小明"})
	o.attach(roster.Members, id, "a?b.pdf", "a")
	found, names := o.attachments(roster.Members, id)
	if names != "a_b.pdf" {
		t.Errorf("name %q", names)
	}
	file := filepath.Join(o.Dir(), "attachments", found[0].Digest)
	if err := os.WriteFile(file, []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out.pdf")
	if err := o.SaveAttachment(t.Context(), found[0], out); !strings.Contains(store.Sentence(err), "已经损坏") {
		t.Error(store.Sentence(err))
	}
	findings("附件「a_b.pdf」的文件已损坏")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := o.SaveAttachment(t.Context(), found[0], out); !strings.Contains(store.Sentence(err), "的文件不见了") {
		t.Error(store.Sentence(err))
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a failed copy left a file")
	}
	if left := stored(t, dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	findings("的文件不见了")
}

func TestPhoto(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 30, 40))); err != nil {
		t.Fatal(err)
	}
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"name": "张小明", "birth_on": "1975-03-08"})
	mark := func(attachment int64) string {
		return store.Sentence(o.Write(t.Context(), "测试", "设为照片", func(ctx context.Context, tx *store.Tx) error {
			return roster.Members.MarkPhoto(ctx, tx, o.Store, id, attachment)
		}))
	}
	for name, content := range map[string]string{"假.jpg": "GIF89a", "断.png": picture.String()[:picture.Len()-20], "空.png": ""} {
		bad, sentence := o.attach(roster.Members, id, name, content)
		if sentence != "" {
			t.Fatal(sentence)
		}
		if sentence := mark(bad); !strings.Contains(sentence, "不能作照片") {
			t.Errorf("%s: %q", name, sentence)
		}
	}
	photo, _ := o.attach(roster.Members, id, "张小明.png", picture.String())
	if sentence := mark(photo); sentence != "" {
		t.Fatal(sentence)
	}
	// The photo is the person's: it is there, too, where he is a supervisor.
	supervisor := o.save(roster.Supervisors, record.Values{"name": "张小明", "birth_on": "1975-03-08"})
	found, names := o.attachments(roster.Supervisors, supervisor)
	if names != "张小明.png" || !found[0].Photo {
		t.Errorf("the supervisor has %q", names)
	}
	if content, err := o.Photo(found[0]); err != nil || !bytes.Equal(content, picture.Bytes()) {
		t.Errorf("%d bytes, %v", len(content), err)
	}
	if sentence := mark(99); !strings.Contains(sentence, "已经不在了") {
		t.Error(sentence)
	}
}

func TestAttachmentsAreBackedUpAndRestored(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"name": "张小明"})
	o.attach(roster.Members, id, "a.pdf", "甲")
	gone, _ := o.attach(roster.Members, id, "b.pdf", "乙")
	o.write(func(ctx context.Context, tx *store.Tx) error { return store.RemoveAttachment(ctx, tx, gone) })
	folder := t.TempDir()
	backup := filepath.Join(folder, "备份.db")
	for range 2 { // the second finds the files there
		if _, err := o.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
	}
	if got := stored(t, filepath.Join(folder, "attachments")); len(got) != 2 {
		t.Errorf("kept %v", got)
	}
	dir := t.TempDir()
	if _, err := store.Restore(t.Context(), dir, backup, "王芳"); err != nil {
		t.Fatal(err)
	}
	restored := datatest.MustOpenDir(t, dir)
	if report, err := restored.Check(t.Context()); err != nil || len(report.Findings) != 0 {
		t.Errorf("after restore: %v, %v", report.Findings, err)
	}
}

// take copies a file of the content into the store without attaching it, and returns its digest.
func (o office) take(content string) string {
	o.tb.Helper()
	path := filepath.Join(o.tb.TempDir(), "c.pdf")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		o.tb.Fatal(err)
	}
	file, err := o.TakeFile(o.tb.Context(), path, nil)
	if err != nil {
		o.tb.Fatal(err)
	}
	return file.Digest
}

func TestTidyAttachments(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"name": "张小明"})
	o.attach(roster.Members, id, "a.pdf", "甲")
	o.attach(roster.Members, id, "b.pdf", "乙")
	entries, err := roster.Members.Course(t.Context(), o.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Revert(t.Context(), "测试", entries[0].WriteID); err != nil { // b.pdf is known to the journal only
		t.Fatal(err)
	}
	long, just := o.take("丙"), o.take("丁") // and never attached
	dir := filepath.Join(o.Dir(), "attachments")
	foreign := strings.Repeat("ab", 32) // of the database that was here before
	for _, name := range []string{foreign, "123.partial", "别人的.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := datatest.Now().Add(-48 * time.Hour)
	for _, name := range stored(t, dir) {
		if strings.HasPrefix(name, just) {
			continue
		}
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	removed, err := o.TidyAttachments(t.Context())
	left := stored(t, dir)
	if err != nil || removed != 3 || len(left) != 6 { // gone: the unfinished copy, the long taken file, its note
		t.Errorf("removed %d, left %v, %v", removed, left, err)
	}
	if slices.Contains(left, long) || !slices.Contains(left, foreign) || !slices.Contains(left, just) {
		t.Errorf("left %v", left)
	}
}

// Whatever database comes to lie beside them, files that were attached stay.
func TestAttachmentsOutliveTheirDatabase(t *testing.T) {
	for name, replace := range map[string]func(t *testing.T, dir, backup string){
		"Restored": func(t *testing.T, dir, backup string) {
			t.Helper()
			if _, err := store.Restore(t.Context(), dir, backup, "王芳"); err != nil {
				t.Fatal(err)
			}
		},
		"CopiedByHand": func(t *testing.T, dir, backup string) {
			t.Helper()
			content, err := os.ReadFile(backup)
			if err == nil {
				err = os.WriteFile(filepath.Join(dir, "cppccdesk.db"), content, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		},
		"Lost": func(t *testing.T, dir, _ string) {
			t.Helper()
			if err := os.Remove(filepath.Join(dir, "cppccdesk.db")); err != nil {
				t.Fatal(err)
			}
			_, err := store.Open(t.Context(), store.Options{Dir: dir, Now: datatest.Now})
			if store.CodeOf(err) != store.CodeLost {
				t.Fatalf("opened where the database is gone: %v", err)
			}
			if err := store.StartAfresh(t.Context(), dir, "", ""); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			o := office{datatest.MustOpenDir(t, dir), t}
			backup := filepath.Join(t.TempDir(), "b.db")
			if _, err := o.Backup(t.Context(), backup); err != nil {
				t.Fatal(err)
			}
			id := o.save(roster.Members, record.Values{"name": "张小明"})
			o.attach(roster.Members, id, "a.pdf", "甲")
			if err := o.Close(); err != nil {
				t.Fatal(err)
			}
			before := stored(t, filepath.Join(dir, "attachments"))
			age(t, filepath.Join(dir, "attachments"), before)
			replace(t, dir, backup)
			s, err := store.Open(t.Context(), store.Options{Dir: dir, Now: datatest.Now})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.TidyAttachments(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if left := stored(t, filepath.Join(dir, "attachments")); len(before) != 1 || !slices.Equal(before, left) {
				t.Errorf("before %v, left %v", before, left)
			}
		})
	}
}

// age makes files two days old.
func age(t *testing.T, dir string, names []string) {
	t.Helper()
	old := datatest.Now().Add(-48 * time.Hour)
	for _, name := range names {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
}

// ruinAttachments does to each file what its name says.
func ruinAttachments(t *testing.T, dir, backups string, found []store.Attachment) {
	t.Helper()
	for _, a := range found {
		file := filepath.Join(dir, "attachments", a.Digest)
		var err error
		switch a.Name {
		case "坏.pdf":
			err = errors.Join(os.Remove(file), os.WriteFile(file, []byte("X"), 0o600)) // as long as it was
		case "没了.pdf":
			err = os.Remove(file)
		case "两边没有.pdf":
			err = errors.Join(os.Remove(file), os.Remove(filepath.Join(backups, "attachments", a.Digest)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestRestoreMendsAttachments(t *testing.T) {
	dir := t.TempDir()
	o := office{datatest.MustOpenDir(t, dir), t}
	id := o.save(roster.Members, record.Values{"name": "张小明"})
	for name, content := range map[string]string{"好.pdf": "甲", "坏.pdf": "乙", "没了.pdf": "丙", "两边没有.pdf": "丁"} {
		o.attach(roster.Members, id, name, content)
	}
	backup := filepath.Join(t.TempDir(), "b.db")
	if _, err := o.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	found, _ := o.attachments(roster.Members, id)
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	ruinAttachments(t, dir, filepath.Dir(backup), found)
	preview, err := store.PreviewRestore(t.Context(), dir, backup)
	if err != nil || !slices.Equal(preview.Lost, []string{"两边没有.pdf"}) {
		t.Errorf("the preview misses %v, %v", preview.Lost, err)
	}
	done, err := store.Restore(t.Context(), dir, backup, "王芳")
	if err != nil || !slices.Equal(done.Lost, []string{"两边没有.pdf"}) {
		t.Errorf("not to be had: %v, %v", done.Lost, err)
	}
	report, err := datatest.MustOpenDir(t, dir).Check(t.Context())
	if err != nil || len(report.Findings) == 0 {
		t.Errorf("after restore: %v, %v", report.Findings, err)
	}
	for _, finding := range report.Findings { // of the database and of its copy
		if !strings.Contains(finding, "两边没有.pdf") || strings.Contains(finding, "坏.pdf") || strings.Contains(finding, "没了.pdf") {
			t.Errorf("after restore: %s", finding)
		}
	}
}

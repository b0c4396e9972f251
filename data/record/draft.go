package record

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// draftLimit is the size above which a file is not a draft: a form is some kilobytes.
const draftLimit = 4 << 20

// Draft is what somebody typed into the form of one record and has not saved.
type Draft struct {
	Kind   string            `json:"kind"` // Kind.Name
	ID     int64             `json:"id"`   // 0: a new record
	Name   string            `json:"name"` // what the record was called, for people
	At     time.Time         `json:"at"`
	Base   int64             `json:"base"`   // Edition.Base the form was opened at
	Was    map[string]string `json:"was"`    // of the fields typed into: their values when the form was opened
	Values map[string]string `json:"values"` // of the fields typed into: what was typed
}

// Sentence says what waits: 委员 张小明,2026-11-23 10:21(3 项).
func (d Draft) Sentence() string {
	title, name := d.Kind, d.Name
	if kind, err := KindByName(d.Kind); err == nil {
		title = kind.Title
	}
	if d.ID == 0 {
		title = "新" + title
	}
	return fmt.Sprintf("%s，%s（%d 项）", strings.TrimSpace(title+" "+zh.Clip(name, zh.NameMost)), d.At.Local().Format("2006-01-02 15:04"), len(d.Values))
}

// Drafts keeps drafts in small files, one for each form, beside the database and not in it: a draft is written while somebody types, is
// nobody else's business and is gone once it is saved. Its methods may be called from any goroutine.
type Drafts struct{ dir string }

// draftsTurn is whose turn it is with the files.
var draftsTurn sync.Mutex

// DraftsOf are the drafts kept in the store's data folder.
func DraftsOf(s *store.Store) Drafts { return Drafts{filepath.Join(s.Dir(), store.DraftsName)} }

// Keep stores a draft in the place of an older one of the same record. After a power cut the file is the old one or the new one.
// Where nothing can be written the error has a sentence; what was typed is still in the form.
func (d Drafts) Keep(draft Draft) (err error) {
	draftsTurn.Lock()
	defer draftsTurn.Unlock()
	text, err := json.Marshal(draft)
	if err != nil {
		return fmt.Errorf("keep draft: %w", err)
	}
	if len(text) > draftLimit {
		return store.Refuse(store.CodeInvalid, "没有保存的内容太长，不能防止意外丢失，请尽快保存。")
	}
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return store.Failure(store.CodeOf(err), err, "没有保存的内容写不到磁盘上，请尽快保存：%s", store.Sentence(err))
	}
	if err := store.ReplaceFile(d.path(draft.Kind, draft.ID), "", text); err != nil {
		return store.Failure(store.CodeOf(err), err, "没有保存的内容写不到磁盘上，请尽快保存：%s", store.Sentence(err))
	}
	return nil
}

// Drop forgets the draft of a record; one that is not there is forgotten already.
func (d Drafts) Drop(kind string, id int64) error {
	draftsTurn.Lock()
	defer draftsTurn.Unlock()
	if err := os.Remove(d.path(kind, id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drop draft: %w", err)
	}
	return nil
}

// Find gives the draft of a record; false when there is none. A file that cannot be read as one is set aside under another name, and the
// error says so in a sentence for the log.
func (d Drafts) Find(kind string, id int64) (Draft, bool, error) {
	draftsTurn.Lock()
	defer draftsTurn.Unlock()
	return d.read(d.path(kind, id))
}

// All gives every draft, the newest first. Files that cannot be read are set aside; each is an error with a sentence for the log.
func (d Drafts) All() (drafts []Draft, set []error) {
	draftsTurn.Lock()
	defer draftsTurn.Unlock()
	entries, err := os.ReadDir(d.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, []error{store.Failure(store.CodeNoFolder, err, "没有保存的内容读不出来：文件夹「%s」打不开。", d.dir)}
	}
	for _, e := range entries {
		path := filepath.Join(d.dir, e.Name())
		switch {
		case strings.HasSuffix(e.Name(), store.PartialEnding): // a crash in the middle of Keep: the file before it stands
			if err := os.Remove(path); err != nil {
				set = append(set, fmt.Errorf("remove partial draft: %w", err))
			}
		case filepath.Ext(e.Name()) == draftEnding:
			draft, ok, err := d.read(path)
			if ok {
				drafts = append(drafts, draft)
			}
			if err != nil {
				set = append(set, err)
			}
		}
	}
	slices.SortStableFunc(drafts, func(a, b Draft) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Kind, b.Kind)) })
	return drafts, set
}

const draftEnding = ".json"

// setAside ends the name of a draft that could not be read.
const setAside = ".unreadable"

func (d Drafts) path(kind string, id int64) string {
	return filepath.Join(d.dir, fmt.Sprintf("%s-%d%s", kind, id, draftEnding))
}

// read reads one file; the caller holds the lock.
func (d Drafts) read(path string) (Draft, bool, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Draft{}, false, nil
	}
	if err != nil {
		return Draft{}, false, store.Failure(store.CodeOf(err), err, "没有保存的内容「%s」读不出来。", filepath.Base(path))
	}
	text, err := io.ReadAll(io.LimitReader(f, draftLimit+1))
	draft, err := parseDraft(text, errors.Join(err, f.Close()))
	if err == nil && d.path(draft.Kind, draft.ID) != path {
		err = fmt.Errorf("speaks of %s %d", draft.Kind, draft.ID)
	}
	if err != nil {
		err = errors.Join(err, os.Rename(path, path+setAside))
		return Draft{}, false, store.Failure(store.CodeInvalid, err, "没有保存的内容「%s」读不出来，已改名为「%s」放在一边。",
			filepath.Base(path), filepath.Base(path)+setAside)
	}
	return draft, true, nil
}

// parseDraft reads the text of a file, which may be anything; failed is what went wrong while it was read.
func parseDraft(text []byte, failed error) (Draft, error) {
	var draft Draft
	switch {
	case failed != nil:
		return draft, failed
	case len(text) > draftLimit:
		return draft, errors.New("too long for a draft")
	}
	if err := json.Unmarshal(text, &draft); err != nil {
		return Draft{}, fmt.Errorf("parse draft: %w", err)
	}
	kind, err := KindByName(draft.Kind)
	if err != nil || kind.Name != draft.Kind || draft.ID < 0 || len(draft.Values) == 0 {
		return Draft{}, fmt.Errorf("not a draft of this program: kind %.20q, id %d, %d values", draft.Kind, draft.ID, len(draft.Values))
	}
	for key := range draft.Values {
		if kind.Field(key) == nil {
			delete(draft.Values, key) // a field of another version of the program
		}
	}
	if len(draft.Values) == 0 {
		return Draft{}, errors.New("no field of the draft is known")
	}
	return draft, nil
}

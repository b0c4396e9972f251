package record

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/datatest/killed"
	"cppccdesk/data/store"
)

func sampleDraft() Draft {
	return Draft{
		Kind: "members", ID: 12, Name: "张小明", At: time.Date(2026, 11, 23, 10, 21, 0, 0, time.Local), Base: 77,
		Was: map[string]string{"job": "副局长", "note": "", "sector": "教育界"}, Values: map[string]string{"job": "局长", "note": "第一行\n第二行", "sector": "农业界"},
	}
}

func TestDraftIsKeptFoundAndDropped(t *testing.T) {
	d := Drafts{dir: filepath.Join(t.TempDir(), "数据 #1", store.DraftsName)}
	want := sampleDraft()
	for _, draft := range []Draft{{Kind: "members", ID: 12, Values: map[string]string{"job": "旧"}}, want} {
		if err := d.Keep(draft); err != nil {
			t.Fatal(err)
		}
	}
	got, ok, err := d.Find("members", 12)
	if err != nil || !ok {
		t.Fatalf("found %t, %v", ok, err)
	}
	if !got.At.Equal(want.At) {
		t.Errorf("kept at %v, want %v", got.At, want.At)
	}
	got.At = want.At // the same instant may be told in another zone
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got.Sentence() != "委员 张小明，2026-11-23 10:21（3 项）" {
		t.Error(got.Sentence())
	}
	if all, set := d.All(); len(all) != 1 || len(set) != 0 {
		t.Errorf("%d drafts, %v", len(all), set)
	}
	for range 2 { // a draft that is gone may be dropped again
		if err := d.Drop("members", 12); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok, err := d.Find("members", 12); ok || err != nil {
		t.Errorf("found %t, %v after Drop", ok, err)
	}
}

func TestUnreadableDraftIsSetAside(t *testing.T) {
	tests := []struct{ name, file, text string }{
		{"empty", "members-1.json", ""},
		{"cut off", "members-1.json", `{"kind":"members","id":1,"values":{"job"`},
		{"another program's", "members-1.json", `{"name":"x"}`},
		{"unknown kind", "ghosts-1.json", `{"kind":"ghosts","id":1,"values":{"job":"x"}}`},
		{"another record than its name says", "members-1.json", `{"kind":"members","id":2,"values":{"job":"x"}}`},
		{"only fields of another version", "members-1.json", `{"kind":"members","id":1,"values":{"no_such_field":"x"}}`},
		{"zeros after a power cut", "members-1.json", strings.Repeat("\x00", 512)},
		{"too long", "members-1.json", strings.Repeat(" ", draftLimit+1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := Drafts{dir: t.TempDir()}
			path := filepath.Join(d.dir, tt.file)
			if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			all, set := d.All()
			if len(all) != 0 || len(set) != 1 || !strings.Contains(store.Sentence(set[0]), tt.file) {
				t.Fatalf("%d drafts, errors %v", len(all), set)
			}
			if _, err := os.Stat(path + setAside); err != nil {
				t.Error(err)
			}
			if all, set := d.All(); len(all) != 0 || len(set) != 0 {
				t.Errorf("told of again: %v", set)
			}
		})
	}
}

func FuzzParseDraft(f *testing.F) {
	f.Add([]byte(`{"kind":"members","id":1,"at":"2026-11-23T10:21:00Z","base":3,"was":{"job":""},"values":{"job":"局长"}}`))
	f.Add([]byte(`{"kind":"proposals","id":0,"values":{"title":"\ud800"}}`))
	f.Add([]byte(`{"kind":"members","id":-1,"values":{"job":null}}`))
	f.Add([]byte("\x00\xff"))
	f.Fuzz(func(t *testing.T, text []byte) {
		draft, err := parseDraft(text, nil)
		if err != nil {
			return
		}
		kind, err := KindByName(draft.Kind)
		if err != nil || draft.ID < 0 || len(draft.Values) == 0 {
			t.Fatalf("taken for a draft: %+v, %v", draft, err)
		}
		for key := range draft.Values {
			if kind.Field(key) == nil {
				t.Errorf("unknown field %q", key)
			}
		}
		_ = draft.Sentence() // must not panic on any draft
	})
}

const draftChildDir = "CPPCCDESK_DRAFT_TEST_DIR"

// typed is what the child has typed at the n-th key: several kilobytes, so that a torn file would be seen.
func typed(n int) string { return strings.Repeat(fmt.Sprintf("第%d次输入。", n), 400) }

// TestDraftChild is the body of the process that TestDraftSurvivesKill kills; by itself it does nothing.
func TestDraftChild(t *testing.T) {
	dir := os.Getenv(draftChildDir)
	if dir == "" {
		t.Skip("runs only as a child of TestDraftSurvivesKill")
	}
	d := Drafts{dir: dir}
	for n := 1; ; n++ {
		draft := sampleDraft()
		draft.Base, draft.Values = int64(n), map[string]string{"note": typed(n)}
		if err := d.Keep(draft); err != nil {
			t.Fatal(err)
		}
		fmt.Println("kept", n)
	}
}

// kill -9 while somebody types leaves what was kept last, whole.
func TestDraftSurvivesKill(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	rounds := 25
	if testing.Short() {
		rounds = 5
	}
	kept := 0
	for range rounds {
		dir := t.TempDir()
		told := killed.Child(t, draftChildDir, dir, 1+random.IntN(8), time.Duration(random.IntN(20))*time.Millisecond, "-test.run=^TestDraftChild$")
		d := Drafts{dir: dir}
		all, set := d.All()
		if len(set) != 0 || told > 0 && len(all) != 1 {
			t.Fatalf("told of %d; found %d drafts, errors %v", told, len(all), set)
		}
		if len(all) == 0 {
			continue
		}
		got := int(all[0].Base) // the kill may fall between the file and its line
		if got < told || got > told+1 || all[0].Values["note"] != typed(got) {
			t.Fatalf("told of %d, the file holds %d, whole %t", told, got, all[0].Values["note"] == typed(got))
		}
		kept += got
	}
	t.Logf("%d kills, %d drafts written, none torn", rounds, kept)
	if kept == 0 {
		t.Error("nothing was ever kept")
	}
}

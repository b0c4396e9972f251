package data_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// saveOver stores as an editor does and tells what came of it.
func (o office) saveOver(k *record.Kind, was record.Edition, mine record.Values) (told string) {
	o.tb.Helper()
	var theirs []record.CourseChange
	err := o.Write(o.tb.Context(), "李雷", "修改", func(ctx context.Context, tx *store.Tx) (err error) {
		_, theirs, err = k.SaveOver(ctx, tx, in2026, was, mine)
		return err
	})
	var conflict *record.ConflictError
	var parts []string
	switch {
	case errors.As(err, &conflict):
		for _, f := range conflict.Fields {
			parts = append(parts, fmt.Sprintf("conflict %s %s>%s/%s", f.Title, f.Was, f.Theirs, f.Mine))
		}
	case err != nil:
		return store.Sentence(err)
	}
	for _, c := range theirs {
		parts = append(parts, fmt.Sprintf("theirs %s %s>%s", c.Title, c.Old, c.New))
	}
	return strings.Join(parts, "; ")
}

func TestSaveOver(t *testing.T) {
	binned := func(ctx context.Context, tx *store.Tx, id int64) error { return roster.Members.Bin(ctx, tx, id) }
	tests := []struct {
		name      string
		meanwhile record.Values
		bin       bool
		mine      record.Values
		told      string
		want      record.Values
	}{
		{"nobody else", nil, false, record.Values{"job": "局长"}, "", record.Values{"job": "局长"}},
		{"another field, kept with the person", record.Values{"mobile": "13900000002"}, false, record.Values{"job": "局长"}, "theirs 手机 >13900000002", record.Values{"job": "局长", "mobile": "13900000002"}},
		{"another field, kept in a part", record.Values{"committees": "提案委"}, false, record.Values{"job": "局长"}, "theirs 专委会 文史委>提案委", record.Values{"job": "局长", "committees": "提案委"}},
		{"the same field", record.Values{"job": "主任"}, false, record.Values{"job": "局长", "sector": "农业界"}, "conflict 职务 教师>主任/局长", record.Values{"job": "主任", "sector": "教育界"}},
		{"the same field in a part", record.Values{"committees": ""}, false, record.Values{"committees": "提案委"}, "conflict 专委会 文史委>/提案委", record.Values{"committees": ""}},
		{"the same value", record.Values{"job": "局长"}, false, record.Values{"job": "局长", "note": "x"}, "", record.Values{"job": "局长", "note": "x"}},
		{"changed and changed back", record.Values{"job": "教师"}, false, record.Values{"job": "局长"}, "", record.Values{"job": "局长"}},
		{"in the bin", nil, true, record.Values{"job": "局长"}, "这条委员记录已经不在了，可能刚被删除。", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.save(roster.Members, record.Values{"name": "张小明", "sector": "教育界", "job": "教师", "committees": "文史委"})
			other := o.save(roster.Members, record.Values{"name": "李四", "sector": "教育界"})
			was, err := roster.Members.Edition(t.Context(), o.Store, id)
			if err != nil {
				t.Fatal(err)
			}
			o.change(roster.Members, other, record.Values{"job": "厂长", "committees": "文史委"}) // is nobody's business here
			if tt.meanwhile != nil {
				o.change(roster.Members, id, record.Values{"job": "校长"})
				o.change(roster.Members, id, record.Values{"job": "教师"})
				o.change(roster.Members, id, tt.meanwhile)
			}
			if tt.bin {
				o.write(func(ctx context.Context, tx *store.Tx) error { return binned(ctx, tx, id) })
			}
			if told := o.saveOver(roster.Members, was, tt.mine); told != tt.told {
				t.Errorf("told %q, want %q", told, tt.told)
			}
			if tt.want != nil {
				o.expect(roster.Members, id, tt.want)
			}
		})
	}
}

// A course names who changed a field last since the record was opened.
func TestWhoChangedIt(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"name": "张小明", "job": "教师"})
	o.change(roster.Members, id, record.Values{"note": "旧"})
	was, err := roster.Members.Edition(t.Context(), o.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	write := o.change(roster.Members, id, record.Values{"job": "局长"})
	course, err := roster.Members.Course(t.Context(), o.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	last := record.LastChanges(course, was.Base)
	if len(last) != 1 || last["job"].WriteID != write || last["job"].Actor != "测试" {
		t.Errorf("got %+v", last)
	}
}

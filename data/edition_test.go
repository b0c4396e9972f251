package data_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data"
)

// saveOver stores as an editor does and tells what came of it.
func (o office) saveOver(k *data.Kind, was data.Edition, mine data.Values) (told string) {
	o.tb.Helper()
	var theirs []data.CourseChange
	err := o.Write(o.tb.Context(), "李雷", "修改", func(tx *data.Tx) (err error) {
		_, theirs, err = k.SaveOver(o.tb.Context(), tx, in2026, was, mine)
		return err
	})
	var conflict *data.ConflictError
	var parts []string
	switch {
	case errors.As(err, &conflict):
		for _, f := range conflict.Fields {
			parts = append(parts, fmt.Sprintf("conflict %s %s>%s/%s", f.Title, f.Was, f.Theirs, f.Mine))
		}
	case err != nil:
		return data.Sentence(err)
	}
	for _, c := range theirs {
		parts = append(parts, fmt.Sprintf("theirs %s %s>%s", c.Title, c.Old, c.New))
	}
	return strings.Join(parts, "; ")
}

func TestSaveOver(t *testing.T) {
	binned := func(ctx context.Context, tx *data.Tx, id int64) error { return data.Members.Bin(ctx, tx, id) }
	tests := []struct {
		name      string
		meanwhile data.Values
		bin       bool
		mine      data.Values
		told      string
		want      data.Values
	}{
		{"nobody else", nil, false, data.Values{"job": "局长"}, "", data.Values{"job": "局长"}},
		{"another field, kept with the person", data.Values{"mobile": "13900000002"}, false, data.Values{"job": "局长"}, "theirs 手机 >13900000002", data.Values{"job": "局长", "mobile": "13900000002"}},
		{"another field, kept in a part", data.Values{"committees": "提案委"}, false, data.Values{"job": "局长"}, "theirs 专委会 文史委>提案委", data.Values{"job": "局长", "committees": "提案委"}},
		{"the same field", data.Values{"job": "主任"}, false, data.Values{"job": "局长", "sector": "农业界"}, "conflict 职务 教师>主任/局长", data.Values{"job": "主任", "sector": "教育界"}},
		{"the same field in a part", data.Values{"committees": ""}, false, data.Values{"committees": "提案委"}, "conflict 专委会 文史委>/提案委", data.Values{"committees": ""}},
		{"the same value", data.Values{"job": "局长"}, false, data.Values{"job": "局长", "note": "x"}, "", data.Values{"job": "局长", "note": "x"}},
		{"changed and changed back", data.Values{"job": "教师"}, false, data.Values{"job": "局长"}, "", data.Values{"job": "局长"}},
		{"in the bin", nil, true, data.Values{"job": "局长"}, "这条委员记录已经不在了，可能刚被删除。", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.save(data.Members, data.Values{"name": "张小明", "sector": "教育界", "job": "教师", "committees": "文史委"})
			other := o.save(data.Members, data.Values{"name": "李四", "sector": "教育界"})
			was, err := data.Members.Edition(t.Context(), o.Store, id)
			if err != nil {
				t.Fatal(err)
			}
			o.change(data.Members, other, data.Values{"job": "厂长", "committees": "文史委"}) // is nobody's business here
			if tt.meanwhile != nil {
				o.change(data.Members, id, data.Values{"job": "校长"})
				o.change(data.Members, id, data.Values{"job": "教师"})
				o.change(data.Members, id, tt.meanwhile)
			}
			if tt.bin {
				o.write(func(ctx context.Context, tx *data.Tx) error { return binned(ctx, tx, id) })
			}
			if told := o.saveOver(data.Members, was, tt.mine); told != tt.told {
				t.Errorf("told %q, want %q", told, tt.told)
			}
			if tt.want != nil {
				o.expect(data.Members, id, tt.want)
			}
		})
	}
}

// A course names who changed a field last since the record was opened.
func TestWhoChangedIt(t *testing.T) {
	o := openOffice(t)
	id := o.save(data.Members, data.Values{"name": "张小明", "job": "教师"})
	o.change(data.Members, id, data.Values{"note": "旧"})
	was, err := data.Members.Edition(t.Context(), o.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	write := o.change(data.Members, id, data.Values{"job": "局长"})
	course, err := data.Members.Course(t.Context(), o.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	last := data.LastChanges(course, was.Base)
	if len(last) != 1 || last["job"].WriteID != write || last["job"].Actor != "测试" {
		t.Errorf("got %+v", last)
	}
}

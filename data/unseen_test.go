package data_test

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Whatever way it is written, a field refuses what cannot be seen and names it.
func TestFieldsRefuseWhatCannotBeSeen(t *testing.T) {
	o := openBin(t)
	id := o.zhang(record.Values{})
	for _, tt := range []struct {
		key, text, want string
	}{
		{"name", "张\u202e三", "「姓名」"},
		{"name", "张\x00三", "空字符（U+0000）"},
		{"workplace", "县一中\u2066", "文字方向标记（U+2066）"},
		{"address", "城关镇\a1号", "控制字符（U+0007）"},
		{"honors", "先进\x1b个人", "转义符（U+001B）"},
	} {
		err := o.Write(t.Context(), "王芳", "修改", func(ctx context.Context, tx *store.Tx) error {
			_, err := roster.Members.Save(ctx, tx, record.Scope{}, id, record.Values{tt.key: tt.text})
			return err
		})
		if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(store.Sentence(err), tt.want) {
			t.Errorf("%s %q: %v, want %q", tt.key, tt.text, err, tt.want)
		}
	}
	for _, kind := range []*record.Kind{roster.Units, roster.Sectors, proposal.Proposals} {
		for _, f := range kind.Fields {
			if f.Part != nil || f.ListOnly {
				continue
			}
			err := o.Write(t.Context(), "王芳", "新建", func(ctx context.Context, tx *store.Tx) error {
				_, _, err := kind.SaveOver(ctx, tx, record.Scope{}, record.Edition{}, record.Values{f.Key: "甲\x00乙"})
				return err
			})
			if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(store.Sentence(err), "「"+f.Title+"」里含有空字符（U+0000）") {
				t.Errorf("%s of %s: %v", f.Title, kind.Title, err)
			}
		}
	}
	o.change(roster.Members, id, record.Values{"honors": "先进个人\n劳动模范", "name": "张\U000E0100明"})
	err := o.Write(t.Context(), "王芳", "设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"office.actor": "王\u200f芳"})
	})
	if store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("the working person: %v", err)
	}
}

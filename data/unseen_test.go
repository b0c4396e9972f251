package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
)

// Whatever way it is written, a field refuses what cannot be seen and names it.
func TestFieldsRefuseWhatCannotBeSeen(t *testing.T) {
	o := openBin(t)
	id := o.zhang(data.Values{})
	for _, tt := range []struct {
		key, text, want string
	}{
		{"name", "张\u202e三", "「姓名」"},
		{"name", "张\x00三", "空字符（U+0000）"},
		{"workplace", "县一中\u2066", "文字方向标记（U+2066）"},
		{"address", "城关镇\a1号", "控制字符（U+0007）"},
		{"honors", "先进\x1b个人", "转义符（U+001B）"},
	} {
		err := o.Write(t.Context(), "王芳", "修改", func(tx *data.Tx) error {
			_, err := data.Members.Save(t.Context(), tx, data.Scope{}, id, data.Values{tt.key: tt.text})
			return err
		})
		if data.CodeOf(err) != data.CodeInvalid || !strings.Contains(data.Sentence(err), tt.want) {
			t.Errorf("%s %q: %v, want %q", tt.key, tt.text, err, tt.want)
		}
	}
	for _, kind := range []*data.Kind{data.Units, data.Sectors, data.Proposals} {
		for _, f := range kind.Fields {
			if f.Part != nil || f.ListOnly {
				continue
			}
			err := o.Write(t.Context(), "王芳", "新建", func(tx *data.Tx) error {
				_, _, err := kind.SaveOver(t.Context(), tx, data.Scope{}, data.Edition{}, data.Values{f.Key: "甲\x00乙"})
				return err
			})
			if data.CodeOf(err) != data.CodeInvalid || !strings.Contains(data.Sentence(err), "「"+f.Title+"」里含有空字符（U+0000）") {
				t.Errorf("%s of %s: %v", f.Title, kind.Title, err)
			}
		}
	}
	o.change(data.Members, id, data.Values{"honors": "先进个人\n劳动模范", "name": "张\U000E0100明"})
	err := o.Write(t.Context(), "王芳", "设置", func(tx *data.Tx) error {
		return data.SaveSettings(t.Context(), tx, map[string]string{"office.actor": "王\u200f芳"})
	})
	if data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("the working person: %v", err)
	}
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"unicode"
)

// wantChinese checks the form of a sentence for the user.
func wantChinese(tb testing.TB, sentence string) {
	tb.Helper()
	han := strings.ContainsFunc(sentence, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if !han || strings.Contains(sentence, "\n") || strings.Contains(sentence, "sqlite") {
		tb.Errorf("not one Chinese sentence: %q", sentence)
	}
}

func TestSentence(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir(), officeSchema+`
CREATE TRIGGER unit_refuse BEFORE DELETE ON unit WHEN OLD.id = 1 BEGIN SELECT RAISE(ABORT, '教育局不能删除。'); END;
CREATE TRIGGER unit_mumble BEFORE UPDATE ON unit WHEN NEW.name = 'x' BEGIN SELECT RAISE(ABORT, 'no'); END;`))
	mustWrite(t, s, "登记", "INSERT INTO unit (id, name) VALUES (2, '卫健局')", "INSERT INTO member (id, name, unit_id) VALUES (1, '张三', 2)")
	statement := func(text string) func() error {
		return func() error {
			_, err := writeAll(t.Context(), s, "试", text)
			return err
		}
	}
	is := func(err error) func() error { return func() error { return fmt.Errorf("doing: %w", err) } }
	for name, c := range map[string]struct {
		do   func() error
		code Code
		says string
	}{
		"Unique":        {statement("INSERT INTO unit (name) VALUES ('卫健局')"), CodeDuplicate, "重复"},
		"PrimaryKey":    {statement("INSERT INTO unit (id, name) VALUES (2, '财政局')"), CodeDuplicate, "重复"},
		"ForeignKey":    {statement("DELETE FROM unit WHERE id = 2"), CodeStillUsed, "用到它"},
		"NotNull":       {statement("INSERT INTO unit (name) VALUES (NULL)"), CodeInvalid, "必填"},
		"Check":         {statement("UPDATE member SET age = -1"), CodeInvalid, "范围"},
		"DataType":      {statement("UPDATE member SET age = '许多'"), CodeInvalid, "类型"},
		"ChineseRaise":  {statement("DELETE FROM unit WHERE id = 1"), CodeInvalid, "教育局不能删除。"},
		"OtherRaise":    {statement("UPDATE unit SET name = 'x'"), CodeInvalid, "规则"},
		"BadSQL":        {statement("SELEKT"), CodeInternal, "意外"},
		"NoRows":        {is(sql.ErrNoRows), CodeNotFound, "没有找到"},
		"Cancelled":     {is(context.Canceled), CodeCanceled, "取消"},
		"Deadline":      {is(context.DeadlineExceeded), CodeCanceled, "超时"},
		"NoPermission":  {is(fs.ErrPermission), CodeReadOnly, "权限"},
		"NoFile":        {is(fs.ErrNotExist), CodeNotFound, "不存在"},
		"Unknown":       {is(errors.New("what")), CodeInternal, "意外"},
		"Refused":       {is(Refuse(CodeInvalid, "姓名「%s」太长。", "张")), CodeInvalid, "姓名「张」太长。"},
		"JoinedRefusal": {func() error { return errors.Join(errors.New("a"), Refuse(CodeInvalid, "不行。")) }, CodeInvalid, "不行。"},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.do()
			wantCode(t, err, c.code)
			if got := Sentence(err); !strings.Contains(got, c.says) {
				t.Errorf("sentence %q does not say %q", got, c.says)
			}
		})
	}
	if got := Sentence(nil); got != "" {
		t.Errorf("Sentence(nil) = %q", got)
	}
}

package proposal

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/record"
)

// The headings of a text part it; how much each part is and what it lacks is said.
func TestTextsAreParted(t *testing.T) {
	ten, words := strings.Repeat("县", 10), func(n int) string { return strings.Repeat("县", n) }
	for _, test := range []struct{ name, body, want string }{
		{"three parts", "一、情况\n" + words(37) + "\n二、分析\n" + words(17) + "\n三、建议\n" + words(34), "情况 42 %、分析 19 %、建议 39 %"},
		{"as offices call them", "一、基本现状及存在的问题\n" + ten + "\n二、原因分析：\n" + ten + "\n三、对策建议\n" + ten, "情况 33 %、分析 33 %、建议 33 %"},
		{"points inside a part", "一、情况\n（一）监管措施\n" + ten + "\n二、建议\n（一）摸清现状\n" + ten + "\n1.查明原因\n" + ten, "情况 34 %、分析 0 %、建议 66 %"},
		{"in the line", "情况：" + ten + "\n分析：" + ten + "\n建议：" + ten, "情况 33 %、分析 33 %、建议 33 %"},
		{"in the line of a numbered heading", "一、情况：" + ten + "\n二、原因分析。" + ten + "\n三、建议：" + ten, "情况 33 %、分析 33 %、建议 33 %"},
		{"a sentence is no heading", "一、情况\n" + ten + "\n1.查明原因。" + words(5) + "\n二、建议\n" + words(20), "情况 52 %、分析 0 %、建议 48 %"},
		{"in brackets", "【情况】" + ten + "\n【建议】" + ten, "情况 50 %、分析 0 %、建议 50 %"},
		{"led to by a line", words(30) + "\n为此，提出如下建议：\n一是" + words(18), "情况 60 %、分析 0 %、建议 40 %"},
		{"under its title", "关于修路的建议\n一、情况\n" + ten + "\n二、建议\n" + ten, "情况 63 %、分析 0 %、建议 37 %"},
		{"little advice", "一、情况\n" + words(90) + "\n二、建议\n" + ten, "情况 90 %、分析 0 %、建议 10 %；建议不到 20 %"},
		{"no advice", "一、情况\n" + ten + "\n二、分析\n" + ten, "情况 50 %、分析 50 %、建议 0 %；没有写建议，一事一案要有情况、有分析、有建议"},
		{"a heading alone", "一、情况\n" + ten + "\n二、建议\n", "情况 100 %、分析 0 %、建议 0 %；没有写建议，一事一案要有情况、有分析、有建议"},
		{"no headings and no advice", ten, "没有写建议，一事一案要有情况、有分析、有建议"},
		{"no headings", ten + "，建议修好。", "没有分段的标题，如「一、情况」「二、分析」「三、建议」"},
		{"too long", "一、情况\n" + words(900) + "\n二、建议\n" + words(900), "情况 50 %、分析 0 %、建议 50 %；超过 1500 字"},
		{"nothing", "", ""},
	} {
		if got := ReadText(test.body).Words(); got != test.want {
			t.Errorf("%s: %s", test.name, cmp.Diff(test.want, got))
		}
	}
	told, err := tellsText(t.Context(), nil, record.Scope{}, 0, "一、情况\n县城路窄")
	if err != nil || told.Words != "共 8 字；情况 100 %、分析 0 %、建议 0 %；没有写建议，一事一案要有情况、有分析、有建议" || !told.Doubtful {
		t.Errorf("told %+v, %v", told, err)
	}
}

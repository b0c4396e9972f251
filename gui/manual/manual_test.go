package manual

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"

	"cppccdesk/assets"
	"cppccdesk/data/datatest"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/editor"
)

func TestEveryTopicIsAHeading(t *testing.T) {
	p := New(nil)
	for key, topic := range topics {
		if _, _, ok := p.at(topic); !ok {
			t.Errorf("page %s: the manual has no heading %q", key, topic)
		}
	}
	for _, topic := range []string{"快捷键"} {
		if _, _, ok := p.at(topic); !ok {
			t.Errorf("the manual has no heading %q", topic)
		}
	}
}

// shown writes blocks as lines: the bullet, bold words between asterisks, cells in brackets.
func shown(blocks []editor.ProseBlock) []string {
	var lines []string
	for _, b := range blocks {
		line := b.Bullet
		for _, s := range b.Spans {
			if s.Bold {
				s.Text = "*" + s.Text + "*"
			}
			line += s.Text
		}
		for _, cell := range b.Cells {
			line += "["
			for _, s := range cell {
				line += s.Text
			}
			line += "]"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestParse(t *testing.T) {
	chapters := parse("# 手册\n\n## 一、甲\n一段**要紧**的话\n- 一项\n2. 二项\n\n### 小节\n| 键 | 用 |\n|---|---|\n| F1 | `手册` |\n\n## 二、乙\n")
	if len(chapters) != 2 || chapters[0].title != "一、甲" || len(chapters[0].sections) != 1 || chapters[0].sections[0].block != 4 {
		t.Fatalf("%+v", chapters)
	}
	if got, want := strings.Join(shown(chapters[0].blocks), "/"), "一、甲/一段*要紧*的话/•一项/2.二项/小节/[键][用]/[F1][手册]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestParseKeepsEveryWord(t *testing.T) {
	for _, tc := range []struct{ name, source, want string }{
		{"lines of one paragraph", "甲\n乙", "甲/乙"},
		{"lines of one item", "- 甲\n  乙\n- 丙", "•甲/乙/•丙"},
		{"paragraphs of one item", "3. 甲\n\n   乙\n4. 丙", "3.甲/乙/4.丙"},
		{"a list in a list", "1. 甲\n   - 乙\n     丙\n2. 丁", "1.甲/•乙/丙/2.丁"},
		{"bold in a cell", "|甲|乙|\n|---|---|\n|丙**丁**戊||", "[甲][乙]/[丙丁戊][]"},
		{"code of several lines", "```sh\ncppccdesk check\ncppccdesk undo\n```", "*cppccdesk check*/*cppccdesk undo*"},
		{"indented code", "    cppccdesk check", "*cppccdesk check*"},
		{"emphasis and code", "*甲*、__乙__、`丙\\*`", "*甲*、*乙*、*丙\\**"},
		{"links", "见[说明](a.md)、<https://example.org/>", "见说明、https://example.org/"},
		{"a quotation", "> 甲\n> 乙\n>\n> - 丙", "甲/乙/•丙"},
		{"escapes", "138\\*\\*5678，A &lt; B &#8594; C", "138**5678，A < B → C"},
		{"marks that are none", "138****5678 与 2 * 3 * 4", "138****5678 与 2 * 3 * 4"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			chapters := parse("## 章\n\n" + tc.source + "\n")
			if got := strings.Join(shown(chapters[0].blocks)[1:], "/"); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

// What the manual says is shown: its words in their order, and no bullet that is not written.
func TestTheManualIsShownWhole(t *testing.T) {
	words := func(text string) string {
		return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "")
	}
	_, source, _ := strings.Cut(assets.Manual, "\n")
	var text strings.Builder
	bullets := 0
	for _, c := range parse(assets.Manual) {
		text.WriteString(strings.Join(shown(c.blocks), "\n"))
		for _, b := range c.blocks {
			if b.Bullet == "•" {
				bullets++
			}
		}
	}
	got, want := words(text.String()), words(source)
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("the page ends or differs before %.90q", want[i:])
		}
	}
	if written := len(regexp.MustCompile(`(?m)^\s*- `).FindAllString(source, -1)); bullets != written {
		t.Errorf("%d bullets, %d written", bullets, written)
	}
}

func TestTopicsLoseTheirNumber(t *testing.T) {
	for title, want := range map[string]string{"二、导入工作簿": "导入工作簿", "首页": "首页", "十一、附录": "附录", "3.1 名册": "名册"} {
		if got := topicOf(title); got != want {
			t.Errorf("topicOf(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestOpenAndFind(t *testing.T) {
	d := desktest.New(t, datatest.MustOpen(t))
	p := New(d)
	desktest.Show(d, p)
	d.Native().Resize(fyne.NewSize(1000, 300)) // too small for the chapter
	d.Open(Key, "快捷键")
	if text := desktest.Text(p.prose); !strings.Contains(text, "Ctrl+K") {
		t.Errorf("opened at:\n%s", text)
	}
	if p.scroll.Offset.Y == 0 {
		t.Error("not scrolled to the section")
	}
	p.find("科学计数法")
	if text := desktest.Text(p.prose); !strings.Contains(text, "科学计数法") || p.list.Len() == 0 {
		t.Errorf("found:\n%s", text)
	}
	p.find("没有这个词的")
	if p.list.Len() != 0 {
		t.Errorf("%d lines for words the manual does not have", p.list.Len())
	}
}

func BenchmarkOpenLongestChapter(b *testing.B) {
	d := desktest.New(b, datatest.MustOpen(b))
	p := New(d)
	desktest.Show(d, p)
	for b.Loop() {
		d.Open(Key, "设置")
		d.Open(Key, "名册")
	}
}

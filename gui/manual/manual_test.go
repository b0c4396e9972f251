package manual

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/assets"
	"cppccdesk/data/datatest"
	"cppccdesk/gui/desk/desktest"
)

func TestEveryTopicIsAHeading(t *testing.T) {
	p := &Page{chapters: parse(assets.Manual)}
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

func TestParse(t *testing.T) {
	chapters := parse("# 手册\n\n## 一、甲\n一段**要紧**的话\n- 一项\n2. 二项\n\n### 小节\n| 键 | 用 |\n|---|---|\n| F1 | `手册` |\n\n## 二、乙\n")
	if len(chapters) != 2 || chapters[0].title != "一、甲" || len(chapters[0].sections) != 1 || chapters[0].sections[0].block != 4 {
		t.Fatalf("%+v", chapters)
	}
	var got []string
	for _, b := range chapters[0].blocks {
		line := b.Bullet
		for _, s := range b.Spans {
			if s.Bold {
				s.Text = "*" + s.Text + "*"
			}
			line += s.Text
		}
		for _, cell := range b.Cells {
			line += "[" + cell[0].Text + "]"
		}
		got = append(got, line)
	}
	if want := "一、甲/一段*要紧*的话/•一项/2.二项/小节/[键][用]/[F1][手册]"; strings.Join(got, "/") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "/"), want)
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

package cell

import "testing"

func TestUnseen(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "张三": "", "两行\n文字\r\n三行": "", "𠮷\U000E0100": "", "👩\u200d🌾": "", "️☎️": "",
		"张\x00三": "空字符（U+0000）", "张\t三": "制表符（U+0009）", "张\a三": "控制字符（U+0007）", "a\rb": "控制字符（U+000D）", "\u0085": "控制字符（U+0085）",
		"张\u202e三": "文字方向标记（U+202E）", "张\u2066三": "文字方向标记（U+2066）", "\u200f张": "文字方向标记（U+200F）",
		"张\u200b三": "零宽空格（U+200B）", "\ufeff张": "字节顺序标记（U+FEFF）", "张\u00ad三": "软连字符（U+00AD）", "张\u200d": "零宽连字（U+200D）", "a\u200db": "零宽连字（U+200D）",
		"张\u2028三": "行分隔符（U+2028）", "张\U000E0041": "看不见的字符（U+E0041）",
	} {
		if got := Unseen(text); got != want {
			t.Errorf("Unseen(%q) = %q, want %q", text, got, want)
		}
	}
}

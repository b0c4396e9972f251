package cell

import (
	"fmt"
	"strings"
	"unicode"
)

// unseen are the names of characters that show nothing, or turn what is shown around.
var unseen = map[rune]string{
	0x0000: "空字符", 0x0009: "制表符", 0x001B: "转义符", 0x007F: "删除符", 0x00AD: "软连字符", 0x061C: "文字方向标记", 0x200B: "零宽空格", 0x200C: "零宽不连字",
	0x200D: "零宽连字", 0x200E: "文字方向标记", 0x200F: "文字方向标记", 0x2028: "行分隔符", 0x2029: "段分隔符", 0x2060: "零宽连接符", 0xFEFF: "字节顺序标记",
}

// Unseen names the first character of a text that no field holds: a control character or a mark of the direction of writing, or another that
// shows nothing; "" when there is none. Line breaks are blanks, and a joiner between two characters is a part of them.
func Unseen(s string) string {
	if harmless(s) {
		return ""
	}
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r == '\n' || r == '\r' && i+1 < len(runes) && runes[i+1] == '\n':
		case r == 0x200D && i > 0 && i+1 < len(runes) && runes[i-1] > unicode.MaxLatin1 && runes[i+1] > unicode.MaxLatin1:
		case hidden(r):
			return fmt.Sprintf("%s（U+%04X）", nameOf(r), r)
		}
	}
	return ""
}

func harmless(s string) bool { return !strings.ContainsFunc(s, hidden) }

func hidden(r rune) bool {
	if r >= 0x2E80 && r <= 0xD7FF { // the writing of East Asia, of which nothing is
		return false
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == 0x2028 || r == 0x2029
}

func nameOf(r rune) string {
	switch name := unseen[r]; {
	case name != "":
		return name
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return "文字方向标记"
	case unicode.Is(unicode.Cc, r):
		return "控制字符"
	}
	return "看不见的字符"
}

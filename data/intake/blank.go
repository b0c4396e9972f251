package intake

import (
	"slices"
	"strings"
)

// Words in place of a value. Those of nothing are an empty cell; those of not knowing say nothing, as a column that is not there.
var (
	nothingWords = []string{"无", "没有", "-", "--", "---", "—", "——", "–", "－", "/", "\\", "／", "空", "空白", "nil", "none"}
	unknownWords = []string{
		"不详", "未知", "不明", "不清楚", "不清", "不知道", "待查", "待核", "待核实", "×", "××", "×××", "暂缺", "暂无", "待定", "待补", "待补充", "未填", "未填写", "略", "同上", "同前", "同左", "〃", "″", "\"", "\u201d", "..", "…", "……",
		"未提供", "未掌握", "未登记", "未统计", "待填", "待报", "待完善", "缺失", "暂未提供", "暂不详", "未变", "不变", "无变化", "没有变化", "未变化", "未变动", "无变动", "未变更", "无变更", "同原", "按原表", "见原表", "见附件", "详见附件", "见附表", "保密", "空缺", "调整中", "#", "xx", "xxx",
		"n/a", "na", "nan", "null", "?", "？",
	}
)

// sameAsAbove are the unknown words that speak of the row above.
var sameAsAbove = []string{"同上", "同前", "〃", "″", "\"", "\u201d"}

// IsSameAsAbove reports whether a word for not knowing speaks of the row above.
func IsSameAsAbove(text string) bool { return slices.Contains(sameAsAbove, text) }

// IsUndecided reports whether a word for not knowing says that something is still to be decided: in words of the office that is not the decision which an
// empty cell leaves to other columns.
func IsUndecided(text string) bool { return text == "待定" }

// IsNothing reports whether a text is a word for nothing: 无, —, /.
func IsNothing(text string) bool { return among(nothingWords, text) }

// IsUnknown reports whether a text is a word for not knowing: 不详, 暂缺, 同上.
func IsUnknown(text string) bool { return among(unknownWords, text) }

// longestWord is more than the bytes of any of the words in any case.
const longestWord = 32

func among(words []string, text string) bool {
	if len(text) >= longestWord {
		return false
	}
	text = strings.ToLower(text)
	return slices.Contains(words, text) || strings.ContainsAny(text, " \u3000(（。") && slices.Contains(words, bareWord(text))
}

// bareWord is a word without the blanks in it, the brackets around it and the full stop behind it: （不 详）, 无。
func bareWord(text string) string {
	word := strings.TrimSuffix(Squeeze(text), "。")
	if inside, ok := strings.CutPrefix(word, "("); ok {
		if whole, ok := strings.CutSuffix(inside, ")"); ok {
			return whole
		}
	}
	return word
}

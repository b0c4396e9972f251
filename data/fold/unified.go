package fold

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Unified is the ideograph that r is written for: a radical (U+2E80 to U+2FDF) or a compatibility ideograph, as copying from PDF files leaves them in
// place of the ordinary character that looks the same. Any other r is itself. The radicals beyond NFKC are those of Unicode's
// EquivalentUnifiedIdeograph.
func Unified(r rune) rune {
	switch {
	case r < 0x2e80 || r > 0x2fdf && r < 0xf900 || r > 0xfaff && r < 0x2f800 || r > 0x2fa1f:
		return r
	case r <= 0x2ef3 && radicals[r-0x2e80] != 0:
		return radicals[r-0x2e80]
	}
	if unified, size := utf8.DecodeRuneInString(norm.NFKC.String(string(r))); size > 0 {
		return unified
	}
	return r
}

// Unify is Unified for each character of s.
func Unify(s string) string {
	for _, r := range s {
		if Unified(r) != r {
			return strings.Map(Unified, s)
		}
	}
	return s
}

// Person is the name of a person as all ways of writing it have it: Unify, without middle dots. 买买提·艾力 and 买买提艾力 are one.
func Person(name string) string { return strings.ReplaceAll(Unify(name), "·", "") }

// radicals are the ideographs of U+2E80 to U+2EF3, 0 where there is none.
var radicals = [0x2ef4 - 0x2e80]rune{
	0x01: '厂', '乛', '乚', '乙', '亻', '冂', '𠘨', '刀', '刂', '卜', '㔾', '小', '小', '兀', '尣', '尢', '𡯂', '巳', '幺', '彑', 0, '忄', '㣺', '扌', '攵',
	0x1b: '旡', '日', '月', '歺', '母', '民', '氵', '氺', '灬', '爫', '爫', '丬', '牛', '犭', '王', '𤴔', '罒', '示', '礻', '𥫗', '糹', '纟', '罓', '罒', '㓁',
	0x36: '羊', 0, 0, '耂', '肀', '聿', '肉', '臼', '艹', '艹', '艹', '虎', '衤', '覀', '西', '见', '角', '𧢲', '讠', '贝', '𧾷', '车', '辶', '辶', '辶', '邑',
	0x50: '钅', '長', '镸', '长', '门', '𨸏', '阝', '雨', '青', '韦', '页', '风', '飞', '食', '𩙿', '飠', '饣', '𩠐', '马', '骨', '鬼', '鱼', '鸟', '卤', '麦', '黄',
	0x6a: '黾', '斉', '齐', '歯', '齿', '竜', '龙', '龜', '亀', '龟',
}

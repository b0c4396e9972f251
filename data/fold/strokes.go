package fold

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// strokesPacked is made by command strokegen, which says from what.
//
//go:embed strokes.txt.gz
var strokesPacked []byte

// strokeTable knows how characters are written.
type strokeTable struct {
	orders map[rune]string // the strokes one by one: 1 横, 2 竖, 3 撇, 4 点, 5 折
	blocks []strokeBlock
}

// strokeBlock has how many strokes the characters from first on have, each a byte, ' ' and so many up.
type strokeBlock struct {
	first  rune
	counts string
}

// strokes is the table; only who orders by strokes needs it.
var strokes = sync.OnceValue(func() *strokeTable {
	t, err := readStrokes()
	if err != nil {
		panic("fold: strokes: " + err.Error()) // the table is part of the program
	}
	return t
})

func readStrokes() (*strokeTable, error) {
	r, err := gzip.NewReader(bytes.NewReader(strokesPacked))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	t := &strokeTable{orders: map[rune]string{}}
	for line := range strings.SplitSeq(string(text), "\n") {
		head, rest, _ := strings.Cut(line, " ")
		if hex, ok := strings.CutPrefix(head, "#"); ok {
			first, err := strconv.ParseInt(hex, 16, 32)
			if err != nil {
				return nil, err
			}
			t.blocks = append(t.blocks, strokeBlock{rune(first), rest})
			continue
		}
		for _, char := range rest {
			t.orders[char] = head
		}
	}
	return t, nil
}

// of is how many strokes a character has and which they are; "" where only the number is known, 0 where nothing is.
func (t *strokeTable) of(char rune) (count int, order string) {
	if order, ok := t.orders[char]; ok {
		return len(order), order
	}
	for _, b := range t.blocks {
		if at := int(char - b.first); at >= 0 && at < len(b.counts) {
			return int(b.counts[at] - ' '), ""
		}
	}
	return 0, ""
}

// unknownStrokes stands for strokes that are not known one by one, behind those that are; noStrokes for a number of strokes that is not known.
const unknownStrokes, noStrokes = "6", 99

// StrokeKey orders names as lists 以姓氏笔画为序 have them (domain.md 15a): character by character by the number of strokes, then stroke by stroke 横 竖 撇 点 折,
// then by code point; a given name of one character comes before those of two, as if a character without strokes stood in front of it. Digits come by
// their number and Latin letters before Chinese. A character whose strokes are not known one by one comes after those of its number that are, one whose
// number is not known last. Compare the keys bytewise. Text that is no name is ordered alike.
func StrokeKey(s string) string {
	plain := []rune(Plain(s))
	alone, reading := singleName(s, plain), readEach(plain)
	var b strings.Builder
	for i := 0; i < len(reading); i++ {
		char := reading[i].char
		if i == alone {
			b.WriteString("0")
		}
		switch {
		case char >= '0' && char <= '9':
			i = writeNumber(&b, reading, i)
		case unicode.Is(unicode.Han, char):
			writeStrokes(&b, char)
		default:
			b.WriteByte('!')
			b.WriteString(reading[i].letters)
		}
	}
	return b.String()
}

// writeStrokes writes the place of a character among all.
func writeStrokes(b *strings.Builder, char rune) {
	count, order := strokes().of(char)
	if count == 0 {
		count = noStrokes
	}
	if order == "" {
		order = unknownStrokes
	}
	fmt.Fprintf(b, "1%02d%s", count, order)
	b.WriteRune(char)
}

// singleName is where a given name of one character starts, -1 when s is not a name that has one: 李一 at 1, 欧阳修 at 2.
func singleName(s string, plain []rune) int {
	if at := slices.Index(plain, '('); at >= 0 { // 王丹（县医院）
		plain = plain[:at]
	}
	for _, char := range plain {
		if !unicode.Is(unicode.Han, char) {
			return -1
		}
	}
	_, width := surnameAt(s, plain)
	if len(plain) == 3 && width == 2 {
		return 2
	}
	if len(plain) == 2 && width < 2 {
		return 1
	}
	return -1
}

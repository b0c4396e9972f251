// Command strokegen makes the table by which names are ordered by strokes (姓氏笔画) from the two sources that know them:
//
//	go run ./cmd/strokegen cnchar.order.min.js Unihan_IRGSources.txt    # in the repository root; writes data/fold/strokes.txt.gz
//
// The first is of the npm package cnchar-order 3.2.6 (MIT) and has the strokes of 6,939 characters one by one; the second is of the Unicode Character
// Database 15.0 and has how many strokes 98,060 characters have (kTotalStrokes). Their terms are in assets/licenses/data.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"log"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

const target = "data/fold/strokes.txt.gz"

// forms are the five forms of strokes by cnchar's letters, 横 1, 竖 2, 撇 3, 点 4; every other letter is a kind of 折, 5. 提 is a 横, 捺 a 点, 竖钩 a 竖.
var forms = map[byte]byte{'j': '1', 'i': '1', 'f': '2', 'g': '2', 's': '3', 'k': '4', 'd': '4', 'l': '4'}

// blocks are the ranges of code points whose characters are counted: extension A with the unified ideographs, and extensions B to H.
var blocks = [][2]rune{{0x3400, 0x9fff}, {0x20000, 0x323af}}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: strokegen cnchar.order.min.js Unihan_IRGSources.txt")
	}
	var sources [2][]byte
	for i := range sources {
		var err error
		if sources[i], err = os.ReadFile(os.Args[1+i]); err != nil {
			log.Fatal(err)
		}
	}
	table := write(orders(sources[0]), totals(sources[1]))
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(table)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = os.WriteFile(target, packed.Bytes(), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

var entry = regexp.MustCompile(`"(\p{Han})":"([a-z]+)"`)

// orders reads the strokes of each character, as digits 1 to 5.
func orders(script []byte) map[rune]string {
	found := map[rune]string{}
	for _, m := range entry.FindAllSubmatch(script, -1) {
		char, _ := utf8.DecodeRune(m[1])
		strokes := make([]byte, len(m[2]))
		for i, letter := range m[2] {
			if strokes[i] = forms[letter]; strokes[i] == 0 {
				strokes[i] = '5'
			}
		}
		found[char] = string(strokes)
	}
	return found
}

// totals reads how many strokes each character has; where there are two counts the first is that of the mainland.
func totals(unihan []byte) map[rune]int {
	found := map[rune]int{}
	for lines := bufio.NewScanner(bytes.NewReader(unihan)); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) < 3 || fields[1] != "kTotalStrokes" {
			continue
		}
		char, err := strconv.ParseInt(strings.TrimPrefix(fields[0], "U+"), 16, 32)
		if err != nil {
			log.Fatal(err)
		}
		if found[rune(char)], err = strconv.Atoi(fields[2]); err != nil {
			log.Fatal(err)
		}
	}
	return found
}

// write is the table as package fold reads it: a line "strokes characters" for each order of strokes, and a line "#first counts" for each block, whose counts
// are one character each, a space and so many code points up.
func write(orders map[rune]string, totals map[rune]int) []byte {
	chars := map[string][]rune{}
	for char, strokes := range orders {
		chars[strokes] = append(chars[strokes], char)
	}
	var lines []string
	for strokes, of := range chars {
		slices.Sort(of)
		lines = append(lines, strokes+" "+string(of))
	}
	slices.Sort(lines)
	for _, block := range blocks {
		counts := make([]byte, 0, block[1]-block[0]+1)
		for char := block[0]; char <= block[1]; char++ {
			counts = append(counts, byte(' '+totals[char]))
		}
		lines = append(lines, fmt.Sprintf("#%x %s", block[0], counts))
	}
	return []byte(strings.Join(lines, "\n"))
}

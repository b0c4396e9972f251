package data_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
)

// Twenty differences planted among 500 ballots of six targets are found, all of them and nothing else, and each is settled by itself.
func TestPlantedDifferencesFound(t *testing.T) {
	o, round := voted(t, 500)
	rng := rand.New(rand.NewPCG(3, 5))
	first := make([]string, 500)
	for i := range first {
		first[i] = ""
		for range 6 {
			first[i] += string("0123411112"[rng.IntN(10)])
		}
	}
	second := slices.Clone(first)
	var planted []string
	for _, at := range rng.Perm(500)[:20] {
		place := rng.IntN(6)
		digits := []byte(second[at])
		digits[place] = '0' + (digits[place]-'0'+1+byte(rng.IntN(4)))%5
		second[at] = string(digits)
		planted = append(planted, fmt.Sprintf("%d/%d", at+1, place))
	}
	for pass, by := range map[int]string{1: "王芳", 2: "陈静"} {
		if said := o.cast(round, pass, by, [][]string{nil, first, second}[pass]...); said != "" {
			t.Fatal(said)
		}
	}
	var found []string
	differences := o.box(round).Differences()
	for _, d := range differences {
		found = append(found, fmt.Sprintf("%d/%d", d.Number, d.Target))
	}
	slices.Sort(planted)
	slices.Sort(found)
	if !slices.Equal(found, planted) {
		t.Fatalf("found %v\nplanted %v", found, planted)
	}
	if said := o.takeRound(round, "锁定计票", record.Values{"locked_on": "2026-11-23", "person": "王芳", "second": "李主任"}); !strings.Contains(said, "未核对的不同 20 处") {
		t.Errorf("locked with differences: %q", said)
	}
	for _, d := range differences {
		if said := o.settle(round, d, d.First, false); said != "" {
			t.Fatal(said)
		}
	}
	o.lock(round, "2026-11-23")
	if n := o.texts("SELECT group_concat(DISTINCT settled_by) || count(*) FROM ballot_settlement"); n[0] != "李主任20" {
		t.Errorf("settled: %s", n[0])
	}
	compareWithCount(t, o, round, first)
}

// compareWithCount counts the ballots once more in SQL, one vote at a time, and compares.
func compareWithCount(t *testing.T, o office, round int64, ballots []string) {
	t.Helper()
	box := o.box(round)
	tallies, counted, spoiled := box.Tallies()
	for i, target := range box.Targets {
		for k, option := range box.Rubric.Options {
			want := 0
			for _, digits := range ballots {
				if digits != "×" && digits[i] == byte('1'+k) {
					want++
				}
			}
			slow := o.texts(`SELECT CAST(count(*) AS TEXT) FROM ballot a WHERE a.round_id = ?0 AND a.pass = 1
				AND COALESCE((SELECT s.spoiled FROM ballot_settlement s WHERE s.round_id = a.round_id AND s.number = a.number AND s.target_id IS NULL), a.spoiled) = 0
				AND CASE WHEN EXISTS (SELECT 1 FROM ballot_settlement s WHERE s.round_id = a.round_id AND s.number = a.number AND s.target_id = ?1)
				THEN (SELECT s.option_id FROM ballot_settlement s WHERE s.round_id = a.round_id AND s.number = a.number AND s.target_id = ?1)
				ELSE (SELECT m.option_id FROM ballot_mark m WHERE m.ballot_id = a.id AND m.target_id = ?1) END = ?2`, round, target.ID, option.ID)
			if got := tallies[i].Votes[k]; got != want || slow[0] != strconv.Itoa(got) {
				t.Errorf("%s %s: %d, in SQL %s, want %d", target.Label, option.Name, got, slow[0], want)
			}
		}
		if got := tallies[i].Ballots() + spoiled; got != counted || counted != len(ballots) {
			t.Errorf("%s: %d of %d ballots", target.Label, got, len(ballots))
		}
	}
}

// Whatever is typed, corrected, spoiled and settled in whatever order: the identities hold and the count is that of what the papers say.
func TestBallotsByRandomWalk(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 4))
	const ballots = 24
	for round := range 4 {
		t.Run(strconv.Itoa(round), func(t *testing.T) {
			o, id := voted(t, ballots)
			papers := make([]string, ballots)
			spoiled := 0
			for i := range papers {
				if rng.IntN(6) == 0 {
					papers[i] = "×"
					spoiled++
					continue
				}
				for range 6 {
					papers[i] += strconv.Itoa(rng.IntN(5))
				}
			}
			slip := func(paper string) string {
				switch {
				case rng.IntN(3) > 0:
					return paper
				case paper == "×" || rng.IntN(8) == 0:
					return map[bool]string{true: "123401", false: "×"}[paper == "×"]
				}
				digits := []byte(paper)
				digits[rng.IntN(6)] = '0' + byte(rng.IntN(5))
				return string(digits)
			}
			one := func(pass, at int, text string) {
				batch := make([]string, ballots)
				batch[at] = text
				if said := o.cast(id, pass, []string{"", "王芳", "陈静"}[pass], batch...); said != "" {
					t.Fatal(said)
				}
			}
			for _, at := range rng.Perm(2 * ballots) {
				one(1+at%2, at/2, slip(papers[at/2]))
				if rng.IntN(5) == 0 {
					one(1+at%2, at/2, slip(papers[at/2]))
				}
			}
			o.save(evaluation.Rounds, record.Values{"number": "1", "spoiled": strconv.Itoa(spoiled)})
			mend(t, o, id, papers, one)
			if said := o.takeRound(id, "锁定计票", record.Values{"locked_on": "2026-11-23", "person": "王芳", "second": "李主任"}); said != "" {
				t.Fatal(said)
			}
			for _, s := range o.box(id).Accounting().Statements() {
				if !s.Holds {
					t.Error(s.Text)
				}
			}
			compareWithCount(t, o, id, papers)
		})
	}
}

// mend brings the ballots to what the papers say: differences are settled by the papers, what both mistook alike or typed for a spoiled one is typed again.
func mend(t *testing.T, o office, round int64, papers []string, one func(pass, at int, text string)) {
	t.Helper()
	for _, d := range o.box(round).Differences() {
		paper := papers[d.Number-1]
		if d.Target < 0 || paper == "×" {
			one(1, d.Number-1, paper)
			one(2, d.Number-1, paper)
			continue
		}
		word := ""
		if n := paper[d.Target] - '0'; n > 0 {
			word = o.box(round).Rubric.Options[n-1].Name
		}
		if said := o.settle(round, d, word, false); said != "" && !strings.Contains(said, "已经一致") {
			t.Fatal(said)
		}
	}
	box := o.box(round)
	for i, paper := range papers {
		want := typedBallot(box, i+1, paper)
		right := 0
		for pass := 1; pass <= 2; pass++ {
			if e := box.Entry(i+1, pass); e.Spoiled == want.Spoiled && slices.Equal(e.Marks, want.Marks) {
				right++
			}
		}
		if right == 0 || box.Entry(i+1, 1).Spoiled != box.Entry(i+1, 2).Spoiled { // both slipped, perhaps alike
			one(1, i, paper)
			one(2, i, paper)
		}
	}
}

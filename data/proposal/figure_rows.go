package proposal

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
)

func init() { Promises.Behind, Assignments.Behind = promisesBehind, assignmentsBehind }

// promisesBehind are the promises that the figures of them count.
func promisesBehind(ctx context.Context, db bun.IDB, year int, day, code string) (counted, base measure.Set, err error) {
	if !strings.HasPrefix(code, "promises") {
		return counted, base, nil
	}
	is := map[string]func(p *docket.Promise) bool{
		"promises":        func(*docket.Promise) bool { return true },
		"promises.kept":   func(p *docket.Promise) bool { return p.Outcome == docket.Kept },
		"promises.broken": func(p *docket.Promise) bool { return p.Outcome == docket.Broken },
		"promises.late":   func(p *docket.Promise) bool { return p.Outcome == "" && p.Late(day) },
	}[strings.TrimSuffix(code, "_rate")]
	if is == nil {
		return counted, base, nil
	}
	counted.Kind, base.Kind = Promises.Name, Promises.Name
	return counted, base, eachFiled(ctx, db, year, day, func(c *docket.Case) {
		for i := range c.Promises {
			p := &c.Promises[i]
			base.IDs = append(base.IDs, p.ID)
			if is(p) {
				counted.IDs = append(counted.IDs, p.ID)
			}
		}
	})
}

// assignmentsBehind are the 主办 and 分办 that 主办件次 counts.
func assignmentsBehind(ctx context.Context, db bun.IDB, year int, day, code string) (counted, base measure.Set, err error) {
	if code != "assignments" {
		return counted, base, nil
	}
	counted.Kind = Assignments.Name
	return counted, base, eachFiled(ctx, db, year, day, func(c *docket.Case) {
		for _, a := range c.OfRound(1) {
			counted.IDs = append(counted.IDs, a.ID)
		}
	})
}

// eachFiled calls one with each of the year's proposals that was filed by the day, as it was on it, with the ids of its rows.
func eachFiled(ctx context.Context, db bun.IDB, year int, day string, one func(c *docket.Case)) error {
	cases, err := readCases(ctx, db, Filter{Year: year}) // lines have no ids of rows
	for i := range cases {
		if !cases[i].Received(day) {
			continue
		}
		if then := cases[i].On(day); then.Filed() {
			one(&then)
		}
	}
	return err
}

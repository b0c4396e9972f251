package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// attachCommand keeps files with a record, or with a row of it that keeps files of its own, such as a node of the tracking.
type attachCommand struct {
	Kind   string   `arg:"" name:"类别"`
	Number string   `arg:"" name:"编号"`
	Files  []string `arg:"" name:"文件"`
	Node   string   `placeholder:"落实" help:"存到这条记录的哪一行，如提案的一个跟踪节点；不写就存在记录上"`
	ofYear
	writer
}

func (c *attachCommand) Run(ctx context.Context, p *program) error {
	kind, err := data.KindByName(c.Kind)
	if err != nil {
		return err
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		found, err := p.find(ctx, st, kind, c.Year, c.Number)
		if err != nil {
			return err
		}
		to, err := c.keeper(ctx, st, kind, found.ID)
		if err != nil {
			return err
		}
		files := make([]store.StoredFile, len(c.Files))
		names := make([]string, len(c.Files))
		for i, path := range c.Files {
			if files[i], err = st.TakeFile(ctx, path, nil); err != nil {
				return err
			}
			names[i] = filepath.Base(path)
		}
		return st.Write(ctx, actor, "添加附件 "+zh.JoinNames(names), func(ctx context.Context, tx *store.Tx) error {
			for _, file := range files {
				if _, err := kind.AttachTo(ctx, tx, found.ID, to, file); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// keeper is the row that --node names, the record itself without it.
func (c *attachCommand) keeper(ctx context.Context, st *store.Store, kind *record.Kind, id int64) (record.Keeper, error) {
	own := record.Keeper{Table: kind.Table, ID: id}
	if c.Node == "" {
		return own, nil
	}
	all, err := kind.Keepers(ctx, st.DB(), id)
	if err != nil {
		return own, err
	}
	at := slices.IndexFunc(all, func(k record.Keeper) bool { return k.Name == c.Node || strings.HasSuffix(k.Name, "「"+c.Node+"」") })
	if at >= 0 {
		return all[at], nil
	}
	var names []string
	for _, k := range all {
		names = append(names, k.Name)
	}
	if len(names) == 0 {
		return own, store.Refuse(store.CodeInvalid, "这条记录没有各自存附件的行，请去掉 --node。")
	}
	return own, store.Refuse(store.CodeInvalid, "没有「%s」这一行，可以写的有：%s。", c.Node, zh.JoinNames(names))
}

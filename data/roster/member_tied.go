package roster

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

func init() { Members.Tied = memberTied }

// memberTied says how many proposals the members made; who left is better told by his status than deleted.
func memberTied(ctx context.Context, db bun.IDB, ids []int64) (string, error) {
	var members, made int
	err := db.QueryRowContext(ctx, `SELECT count(DISTINCT x.member_id), count(DISTINCT x.proposal_id) FROM proposal_proposer x JOIN proposal p ON p.id = x.proposal_id AND p.deleted_at = ''
		WHERE x.member_id IN (SELECT value FROM json_each(?))`, store.JSONList(ids)).Scan(&members, &made)
	if err != nil {
		return "", fmt.Errorf("proposals of members: %w", err)
	}
	who := ""
	switch {
	case made == 0:
		return "", nil
	case len(ids) > 1:
		who = fmt.Sprintf("里有 %d 位", members)
	}
	return fmt.Sprintf("%s提出或参与过 %d 件提案。不再任职的请改「状态」，不要删除。", who, made), nil
}

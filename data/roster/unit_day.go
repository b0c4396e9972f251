package roster

// unitNameOnDay is that of the unit of a row x on day ?1.
var unitNameOnDay = UnitNameSQL("x.unit_id", "?1")

// UnitNameSQL is the SQL of the name that the unit with an id had on a day: until it was renamed (改名日期) the former one. Both are SQL.
func UnitNameSQL(unit, day string) string {
	return "COALESCE((SELECT w.name FROM unit_name w WHERE w.unit_id = " + unit + " AND w.until_on > " + day + " ORDER BY w.until_on, w.id LIMIT 1), (SELECT name FROM unit WHERE id = " + unit + "), '')"
}

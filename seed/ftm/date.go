package ftm

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/seed"
)

// date is what several values say of one end of a period.
type date struct {
	edtf  string // "" where they say nothing, or nothing in common
	words string
}

// readDate reads FtM dates: the beginning of an ISO 8601 date and time.
func readDate(values []string) (date, error) {
	d := date{words: strings.Join(values, " or ")}
	var days []string
	for _, v := range values {
		day, _, _ := strings.Cut(v, "T")
		if _, err := graph.ParseEDTF(day); err != nil || strings.Trim(day, "0123456789-") != "" {
			return d, fmt.Errorf("%.40q is not a date: write it as 2025, 2025-12 or 2025-12-02", v)
		}
		days = append(days, day)
	}
	d.edtf = common(precise(days))
	return d, nil
}

// common is the narrowest date that has all of these in it: 2019-03 of two days
// of that March, 201X of 2018 and 2019, "" of two millennia.
func common(days []string) string {
	if len(days) == 0 {
		return ""
	}
	same := len(days[0])
	for _, day := range days {
		for same > len(day) || day[:same] != days[0][:same] {
			same--
		}
	}
	switch first := days[0]; {
	case len(days) == 1:
		return first
	case same >= len("2019-03"):
		return first[:len("2019-03")]
	case same >= len("2019"):
		return first[:len("2019")]
	case same >= len("20"):
		return first[:same] + strings.Repeat("X", len("2019")-same)
	}
	return ""
}

// precise leaves out dates that another one says more precisely.
func precise(days []string) []string {
	slices.Sort(days)
	days = slices.Compact(days)
	var out []string
	for i, day := range days {
		if i+1 == len(days) || !strings.HasPrefix(days[i+1], day+"-") {
			out = append(out, day)
		}
	}
	return out
}

// period reads the time in which something held, nil where nothing is said.
// end is what stands for an end that nobody gives: ".." for open, "" for
// unknown.
func period(e *entity, end string) (*graph.When, error) {
	from, err := readDate(e.all("startDate"))
	if err != nil {
		return nil, err
	}
	to, err := readDate(e.all("endDate"))
	if err != nil {
		return nil, err
	}
	if from.words == "" && to.words == "" {
		return nil, nil
	}
	if to.words != "" {
		end = to.edtf
	}
	edtf, text := from.edtf+"/"+end, from.words+"/"+to.words
	if from.edtf == "" && (end == "" || end == "..") {
		edtf = ""
	}
	if from.words == from.edtf && to.words == to.edtf {
		text = ""
	}
	return newWhen(text, edtf)
}

// moment reads when an event took place, nil where nothing is said.
func moment(e *entity) (*graph.When, error) {
	if len(e.all("startDate")) > 0 && len(e.all("endDate")) > 0 {
		return period(e, "")
	}
	values := e.all("date")
	if len(values) == 0 {
		values = e.all("startDate")
	}
	return day(values)
}

// day reads a date, nil where there is none.
func day(values []string) (*graph.When, error) {
	d, err := readDate(values)
	if err != nil || d.words == "" {
		return nil, err
	}
	text := d.words
	if text == d.edtf {
		text = ""
	}
	return newWhen(text, d.edtf)
}

func newWhen(text, edtf string) (*graph.When, error) {
	w, err := graph.NewWhen(text, edtf, "STATED")
	if err != nil {
		return nil, fmt.Errorf("its dates are wrong: %s", seed.Message(err))
	}
	return w, nil
}

// firstDay is where a date begins, as it is written.
func firstDay(w *graph.When) string {
	first, _, _ := strings.Cut(w.EDTF, "/")
	return first
}
